// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;

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

  /** The window of a model version as a whole. */
  public WindowKey(ModelVersion modelVersion, EvaluationWindow window, String referenceId) {
    this(Population.whole(modelVersion), window, referenceId);
  }

  /** Whose window, whatever the segment. */
  public ModelVersion modelVersion() {
    return population.modelVersion();
  }

  // By hand, since it is a key of maps: what a record derives is slow until it has been optimised.
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof WindowKey that
            && window.equals(that.window)
            && population.equals(that.population)
            && referenceId.equals(that.referenceId));
  }

  @Override
  public int hashCode() {
    return 31 * (31 * population.hashCode() + window.hashCode()) + referenceId.hashCode();
  }

  /** By the end of the window first, so that windows close in the order of event time. */
  @Override
  public int compareTo(WindowKey other) {
    int order = Long.compare(window.endMillis(), other.window.endMillis());
    if (order == 0) {
      order = window.compareTo(other.window);
    }
    if (order == 0) {
      order = population.compareTo(other.population);
    }
    return order != 0 ? order : referenceId.compareTo(other.referenceId);
  }
}
