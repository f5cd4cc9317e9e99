// SPDX-License-Identifier: Apache-2.0
/**
 * How fast two files are compared, against a plain program that does the same in memory, and
 * against pandas with SciPy.
 */
package io.tidemark.benchmarks.compare;
