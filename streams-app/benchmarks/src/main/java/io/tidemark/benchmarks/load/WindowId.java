// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.load;

/**
 * A window of one model.
 *
 * @param model the model's name
 * @param startMillis where the window begins, since the epoch
 */
public record WindowId(String model, long startMillis) {}
