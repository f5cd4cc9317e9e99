// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import java.time.Duration;
import java.util.Optional;

/** What about windows does not go together, be it of all models or of one. */
final class WindowFaults {

  /** Windows that would be open at once, or observations held back, beyond all reason. */
  static final int MOST_WINDOWS = 100;

  private WindowFaults() {}

  /** What is wrong, and what to do. */
  record Fault(String problem, String remedy) {}

  /**
   * Checks the advance: hopping windows are put together from panes of it, and not from too many.
   *
   * @param shown the size as it was set, such as {@code windows.size=1h}
   */
  static Optional<Fault> ofAdvance(Duration size, Duration advance, String shown) {
    long panes = size.toMillis() / advance.toMillis();
    if (advance.compareTo(size) > 0) {
      return fault(
          "is longer than " + shown + ", so that some data is in no window",
          "set it to " + Durations.format(size) + " or a part of it");
    }
    if (size.toMillis() % advance.toMillis() != 0) {
      return fault(
          "does not divide " + shown,
          "set it to a half, a third or another whole part of the size");
    }
    if (panes > MOST_WINDOWS) {
      return fault(
          "puts every observation into " + panes + " windows",
          "set it to at least a " + MOST_WINDOWS + "th of the size");
    }
    return Optional.empty();
  }

  /** Checks a duration that windows wait for: it must have some proportion to their size. */
  static Optional<Fault> ofWait(Duration size, Duration waited, String shown) {
    Duration most = size.multipliedBy(MOST_WINDOWS);
    return waited.compareTo(most) <= 0
        ? Optional.empty()
        : fault(
            "is more than " + MOST_WINDOWS + " times " + shown,
            "set it to at most " + Durations.format(most) + ", or make the windows longer");
  }

  /** Checks the period of rolling references. */
  static Optional<Fault> ofRolling(Duration size, Duration advance, Duration period, String shown) {
    if (period.compareTo(size) < 0) {
      return fault("is shorter than " + shown, "set it to " + Durations.format(size) + " or more");
    }
    if (period.toMillis() % advance.toMillis() != 0) {
      return fault(
          "is no whole multiple of " + Durations.format(advance) + ", the windows' advance",
          "set it to a multiple, so that it holds whole windows");
    }
    return Optional.empty();
  }

  private static Optional<Fault> fault(String problem, String remedy) {
    return Optional.of(new Fault(problem, remedy));
  }
}
