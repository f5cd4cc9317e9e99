// SPDX-License-Identifier: Apache-2.0
/** What a pair costs with more instances and more models, and what a model costs in memory. */
package io.tidemark.benchmarks.scale;
