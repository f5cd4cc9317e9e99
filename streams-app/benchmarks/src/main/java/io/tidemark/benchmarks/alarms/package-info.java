// SPDX-License-Identifier: Apache-2.0
/** Simulations that show how often verdicts are wrong: false alarms without drift, and misses. */
package io.tidemark.benchmarks.alarms;
