// SPDX-License-Identifier: Apache-2.0
/**
 * End-to-end throughput: CPU seconds of one process per joined pair, side by side with plainly
 * consuming and decoding the same records.
 */
package io.tidemark.benchmarks.throughput;
