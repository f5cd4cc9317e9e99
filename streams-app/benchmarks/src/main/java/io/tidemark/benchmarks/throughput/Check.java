// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.throughput;

import io.tidemark.benchmarks.engine.ClosedWindow;
import io.tidemark.benchmarks.load.WindowId;
import java.util.HashMap;
import java.util.Map;

/** Collects results and fails when a window is wrong: what was left out would look fast. */
final class Check {

  private final Map<WindowId, Long> expected;
  private final Map<WindowId, Long> found = new HashMap<>();

  Check(Map<WindowId, Long> expected) {
    this.expected = expected;
  }

  void accept(ClosedWindow closed) {
    Long count = expected.get(closed.window());
    if (count == null) {
      return; // A window of the tail.
    }
    if (count != closed.observations()) {
      throw new IllegalStateException(
          closed.window() + " has " + closed.observations() + " pairs, expected " + count);
    }
    if (found.put(closed.window(), closed.observations()) != null) {
      throw new IllegalStateException(closed.window() + " has two results");
    }
  }

  boolean complete() {
    return found.size() == expected.size();
  }

  String missing() {
    return expected.size() - found.size() + " of " + expected.size() + " windows have no result";
  }
}
