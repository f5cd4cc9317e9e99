// SPDX-License-Identifier: Apache-2.0
/**
 * The competitor: Tidemark's job in the DSL of Kafka Streams, as a competent engineer would write
 * it. Stream-stream join, repartition by model, windowed aggregate with caches over RocksDB,
 * suppression until the window closes, exactly once.
 *
 * <p>Where there was a choice it got the cheaper one: ten bins a column where Tidemark counts by a
 * thousand points (so its Kolmogorov–Smirnov distance is a rough one), an aggregate that is its own
 * serialized form and counted up in place, schemas and readers cached, batches as large and
 * compression as good as Tidemark's.
 */
package io.tidemark.benchmarks.dsl;
