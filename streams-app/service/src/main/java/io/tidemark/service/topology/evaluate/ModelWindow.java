// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import java.util.Comparator;

/**
 * One window of one model version, ordered by the end of the window first, so that windows close in
 * the order of event time.
 */
record ModelWindow(ModelVersion modelVersion, EvaluationWindow window)
    implements Comparable<ModelWindow> {

  private static final Comparator<ModelWindow> ORDER =
      Comparator.comparingLong((ModelWindow key) -> key.window().endMillis())
          .thenComparing(ModelWindow::window)
          .thenComparing(ModelWindow::modelVersion);

  @Override
  public int compareTo(ModelWindow other) {
    return ORDER.compare(this, other);
  }
}
