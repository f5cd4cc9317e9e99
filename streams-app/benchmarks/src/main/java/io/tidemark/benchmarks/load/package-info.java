// SPDX-License-Identifier: Apache-2.0
/** What the end-to-end benchmarks publish, and what must come out of it. */
package io.tidemark.benchmarks.load;
