// SPDX-License-Identifier: Apache-2.0
/** How long after the last event of a window its result can be read. */
package io.tidemark.benchmarks.latency;
