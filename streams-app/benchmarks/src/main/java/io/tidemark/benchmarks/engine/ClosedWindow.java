// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.engine;

import io.tidemark.benchmarks.load.WindowId;

/**
 * A result, as a consumer sees it.
 *
 * @param window which window
 * @param observations how many pairs it says it holds
 */
public record ClosedWindow(WindowId window, long observations) {}
