// SPDX-License-Identifier: Apache-2.0
/** Millions of pairs through every fault, and the check that nothing was lost or counted twice. */
package io.tidemark.benchmarks.chaos;
