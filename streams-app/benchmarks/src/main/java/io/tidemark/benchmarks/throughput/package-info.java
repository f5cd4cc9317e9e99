// SPDX-License-Identifier: Apache-2.0
/**
 * End-to-end throughput: CPU seconds of one process for each joined pair, side by side with the
 * same job in the DSL of Kafka Streams and with plainly consuming and decoding the same records.
 */
package io.tidemark.benchmarks.throughput;
