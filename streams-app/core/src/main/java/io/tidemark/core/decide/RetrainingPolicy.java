// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import java.time.Duration;

/**
 * When to ask for a model to be trained anew. A trigger is an event for others to act upon; nothing
 * is trained here, which is why it is on by default.
 *
 * @param enabled whether triggers are given at all
 * @param afterWindows judged windows with DRIFT in a row before one is given; at least 1
 * @param cooldown event time from one trigger to the next that may follow it; not negative. Also
 *     how long a trigger counts as open when nobody reports on it
 */
public record RetrainingPolicy(boolean enabled, int afterWindows, Duration cooldown) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the count is less than 1 or the cool-down is negative
   */
  public RetrainingPolicy {
    Arguments.atLeastOne("afterWindows", afterWindows);
    if (cooldown.isNegative()) {
      throw new IllegalArgumentException("cooldown must not be negative, got " + cooldown);
    }
  }

  /**
   * On, after 3 windows, with a cool-down of 24 hours.
   *
   * @return the defaults
   */
  public static RetrainingPolicy withDefaults() {
    return new RetrainingPolicy(true, 3, Duration.ofHours(24));
  }

  /**
   * Switches triggers on or off.
   *
   * @param value whether they are given
   * @return a copy with it
   */
  public RetrainingPolicy withEnabled(boolean value) {
    return new RetrainingPolicy(value, afterWindows, cooldown);
  }

  /**
   * Sets how many windows lead to a trigger.
   *
   * @param windows at least 1
   * @return a copy with it
   */
  public RetrainingPolicy withAfterWindows(int windows) {
    return new RetrainingPolicy(enabled, windows, cooldown);
  }

  /**
   * Sets the cool-down.
   *
   * @param value event time; not negative
   * @return a copy with it
   */
  public RetrainingPolicy withCooldown(Duration value) {
    return new RetrainingPolicy(enabled, afterWindows, value);
  }
}
