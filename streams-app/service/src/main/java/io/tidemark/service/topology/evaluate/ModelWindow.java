// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.Population;
import java.util.Comparator;

/**
 * One window of one model version or of a segment of one, ordered by the end of the window first,
 * so that windows close in the order of event time. Segments come before their whole: whoever has
 * read the result of a whole has read those of its segments.
 */
record ModelWindow(Population population, EvaluationWindow window)
    implements Comparable<ModelWindow> {

  private static final Comparator<ModelWindow> ORDER =
      Comparator.comparingLong((ModelWindow key) -> key.window().endMillis())
          .thenComparing(ModelWindow::window)
          .thenComparing(key -> key.population().modelVersion())
          .thenComparing(
              key -> key.population().segment(), Comparator.nullsLast(Comparator.naturalOrder()));

  @Override
  public int compareTo(ModelWindow other) {
    return ORDER.compare(this, other);
  }
}
