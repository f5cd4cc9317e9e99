// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

/**
 * How many judged windows in a row it takes to raise an alert and to take it back.
 *
 * @param alertAfterWindows windows with WARNING or DRIFT before an alert fires, and windows with
 *     DRIFT before it is critical; at least 1
 * @param resolveAfterWindows windows with STABLE before a firing alert is resolved; at least 1
 */
public record AlertPolicy(int alertAfterWindows, int resolveAfterWindows) {

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException if one is less than 1
   */
  public AlertPolicy {
    Arguments.atLeastOne("alertAfterWindows", alertAfterWindows);
    Arguments.atLeastOne("resolveAfterWindows", resolveAfterWindows);
  }

  /**
   * Two windows up, two windows down.
   *
   * @return the defaults
   */
  public static AlertPolicy withDefaults() {
    return new AlertPolicy(2, 2);
  }

  /**
   * Sets how many windows raise an alert.
   *
   * @param windows at least 1
   * @return a copy with it
   */
  public AlertPolicy withAlertAfterWindows(int windows) {
    return new AlertPolicy(windows, resolveAfterWindows);
  }

  /**
   * Sets how many windows resolve an alert.
   *
   * @param windows at least 1
   * @return a copy with it
   */
  public AlertPolicy withResolveAfterWindows(int windows) {
    return new AlertPolicy(alertAfterWindows, windows);
  }
}
