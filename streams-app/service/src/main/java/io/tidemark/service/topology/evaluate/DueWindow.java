// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.evaluate.CloseReason;

/** A window that gets nothing more, and whose result is still to come. */
record DueWindow(ModelWindow window, CloseReason reason) {

  /**
   * Whether both are the same window of a model version and its segments. That those have closed is
   * kept as one, so no commit may come between them.
   */
  boolean isBeside(DueWindow other) {
    return window.window().equals(other.window.window())
        && window.population().modelVersion().equals(other.window.population().modelVersion());
  }
}
