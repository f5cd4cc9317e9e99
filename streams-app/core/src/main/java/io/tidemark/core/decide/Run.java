// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import io.tidemark.core.observation.EvaluationWindow;

/**
 * Judged windows in a row that had something in common.
 *
 * @param windows how many; not negative
 * @param first the first of them; null when there are none
 */
public record Run(int windows, EvaluationWindow first) {

  /** The run of no windows. */
  public static final Run NONE = new Run(0, null);

  /**
   * Checks that there is a first window exactly when there is any.
   *
   * @throws IllegalArgumentException if not
   */
  public Run {
    if (windows < 0 || (windows == 0) != (first == null)) {
      throw new IllegalArgumentException(
          "a run has a first window exactly when it has any, got " + windows + " and " + first);
    }
  }

  Run next(EvaluationWindow window, boolean continued) {
    if (!continued) {
      return NONE;
    }
    return windows == 0 ? new Run(1, window) : new Run(windows + 1, first);
  }
}
