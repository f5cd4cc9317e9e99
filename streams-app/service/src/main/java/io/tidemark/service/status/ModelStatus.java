// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.status;

import io.tidemark.core.decide.AlertEvent;
import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import java.util.List;
import java.util.Map;

/**
 * What this instance knows about one model version that it judges, or about one segment of it.
 * Immutable.
 *
 * @param population which model version, and which segment of it
 * @param latest verdict of the window closed last; null while none has closed since this instance
 *     took the model over
 * @param history the last {@link #HISTORY} windows, oldest first; the last one is {@code latest}
 * @param firing severity of each alert that is firing, by alert id
 * @param openWindows windows that still collect observations; those of a segment are not told
 * @param oldestOpenEndMillis end of the oldest of them, since the epoch; {@link #NO_OPEN_WINDOW}
 *     without one
 */
public record ModelStatus(
    Population population,
    WindowVerdict latest,
    List<WindowOutcome> history,
    Map<String, AlertEvent.Severity> firing,
    int openWindows,
    long oldestOpenEndMillis) {

  /** How many windows a history holds. */
  public static final int HISTORY = 48;

  /** The oldest end when no window is open. */
  public static final long NO_OPEN_WINDOW = Long.MIN_VALUE;

  /** Copies the collections. */
  public ModelStatus {
    history = List.copyOf(history);
    firing = Map.copyOf(firing);
  }

  /**
   * Whose status it is, whatever the segment.
   *
   * @return the model version
   */
  public ModelVersion modelVersion() {
    return population.modelVersion();
  }

  static ModelStatus unknown(Population population) {
    return new ModelStatus(population, null, List.of(), Map.of(), 0, NO_OPEN_WINDOW);
  }

  /**
   * Whether a window is open.
   *
   * @return false when {@link #oldestOpenEndMillis()} has no meaning
   */
  public boolean hasOpenWindow() {
    return openWindows > 0 && oldestOpenEndMillis != NO_OPEN_WINDOW;
  }

  /**
   * The gravest alert that is firing.
   *
   * @return its severity, or null when none fires
   */
  public AlertEvent.Severity gravest() {
    return firing.values().stream().max(Enum::compareTo).orElse(null);
  }

  /**
   * Whether an alert of a severity is firing.
   *
   * @param severity the severity asked for
   * @return true when at least one is
   */
  public boolean isFiring(AlertEvent.Severity severity) {
    return firing.containsValue(severity);
  }
}
