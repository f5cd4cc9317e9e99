// SPDX-License-Identifier: Apache-2.0
/**
 * The variants that are measured, each in a process of its own, and how a benchmark talks to such a
 * process: a word on its standard input, figures on its standard output.
 */
package io.tidemark.benchmarks.engine;
