// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import static io.tidemark.service.config.ConfigKeys.WINDOWS_ADVANCE;
import static io.tidemark.service.config.ConfigKeys.WINDOWS_SIZE;

import java.time.Duration;
import java.util.Optional;

/** Whether the period of rolling references goes with the windows. */
final class RollingPeriod {

  private RollingPeriod() {}

  /** What is wrong, and what to do. */
  record Fault(String problem, String remedy) {}

  /**
   * Checks a period.
   *
   * @param period null when it is bad by itself
   */
  static Optional<Fault> problem(ParsedSettings settings, Optional<Duration> period) {
    if (period == null
        || period.isEmpty()
        || !settings.has(WINDOWS_SIZE)
        || !settings.has(WINDOWS_ADVANCE)) {
      return Optional.empty();
    }
    Duration size = settings.get(WINDOWS_SIZE);
    Duration advance = settings.get(WINDOWS_ADVANCE).orElse(size);
    if (period.get().compareTo(size) < 0) {
      return Optional.of(
          new Fault(
              "is shorter than " + settings.shown(WINDOWS_SIZE),
              "set it to " + Durations.format(size) + " or more"));
    }
    if (period.get().toMillis() % advance.toMillis() != 0) {
      return Optional.of(
          new Fault(
              "is no whole multiple of " + Durations.format(advance) + ", the windows' advance",
              "set it to a multiple, so that it holds whole windows"));
    }
    return Optional.empty();
  }
}
