// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import java.util.Comparator;

/**
 * Names an open window's summary.
 *
 * @param population whose window
 * @param window when
 * @param referenceId what it is counted against; a window has several keys when its reference
 *     changed while it was open
 */
public record WindowKey(Population population, EvaluationWindow window, String referenceId)
    implements Comparable<WindowKey> {

  private static final Comparator<WindowKey> ORDER =
      Comparator.comparing(WindowKey::window, Comparator.comparingLong(EvaluationWindow::endMillis))
          .thenComparing(WindowKey::window)
          .thenComparing(WindowKey::population)
          .thenComparing(WindowKey::referenceId);

  /** The window of a model version as a whole. */
  public WindowKey(ModelVersion modelVersion, EvaluationWindow window, String referenceId) {
    this(Population.whole(modelVersion), window, referenceId);
  }

  /** Whose window, whatever the segment. */
  public ModelVersion modelVersion() {
    return population.modelVersion();
  }

  /** By the end of the window first, so that windows close in the order of event time. */
  @Override
  public int compareTo(WindowKey other) {
    return ORDER.compare(this, other);
  }
}
