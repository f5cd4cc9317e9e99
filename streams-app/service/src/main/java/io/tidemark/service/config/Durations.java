// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 10s}, {@code 5m}, {@code 1h30m}, {@code 30d}. */
public final class Durations {

  private static final Pattern WHOLE = Pattern.compile("(\\d{1,18}(ms|s|m|h|d))+");
  private static final Pattern PART = Pattern.compile("(\\d+)(ms|s|m|h|d)");

  /** A century; it keeps every sum of times and durations within a long. */
  private static final Duration LONGEST = Duration.ofDays(36_525);

  private Durations() {}

  /**
   * Reads a duration.
   *
   * @param text numbers with the units ms, s, m, h and d (24 h), or ISO-8601 such as {@code PT1H};
   *     {@code 0} needs no unit; upper and lower case are the same
   * @return a duration, not negative and at most 36525 days
   * @throws IllegalArgumentException if the text is none; the message says how to write one
   */
  public static Duration parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    try {
      if (lower.equals("0")) {
        return Duration.ZERO;
      }
      if (WHOLE.matcher(lower).matches()) {
        Duration duration = sum(PART.matcher(lower));
        if (duration.compareTo(LONGEST) <= 0) {
          return duration;
        }
      }
      if (lower.startsWith("p")) {
        Duration duration = Duration.parse(lower);
        if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0) {
          return duration;
        }
      }
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new IllegalArgumentException(message(text), e);
    }
    throw new IllegalArgumentException(message(text));
  }

  private static Duration sum(Matcher parts) {
    Duration sum = Duration.ZERO;
    while (parts.find()) {
      long n = Long.parseLong(parts.group(1));
      sum =
          sum.plus(
              switch (parts.group(2)) {
                case "ms" -> Duration.ofMillis(n);
                case "s" -> Duration.ofSeconds(n);
                case "m" -> Duration.ofMinutes(n);
                case "h" -> Duration.ofHours(n);
                default -> Duration.ofDays(n);
              });
    }
    return sum;
  }

  private static String message(String text) {
    String number = text.strip();
    boolean unitless = !number.isEmpty() && number.chars().allMatch(Character::isDigit);
    return unitless
        ? "'" + text + "' has no unit; write for example " + number + "s or " + number + "m"
        : "'"
            + text
            + "' is not a duration up to 36525d; write for example 500ms, 10s, 5m, 1h, 30d or PT1H";
  }

  /**
   * Writes a duration in the largest unit that is exact.
   *
   * @param duration not negative, of whole milliseconds
   * @return a text that {@link #parse} reads back
   */
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0) {
      return "0";
    }
    String[] units = {"d", "h", "m", "s"};
    long[] sizes = {86_400_000, 3_600_000, 60_000, 1_000};
    for (int i = 0; i < units.length; i++) {
      if (millis % sizes[i] == 0) {
        return millis / sizes[i] + units[i];
      }
    }
    return millis + "ms";
  }
}
