// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import io.tidemark.service.serde.mapping.IsoTime;
import java.time.DateTimeException;

/**
 * Reads the times of events in files: milliseconds since the epoch ({@code 1622505600000}), or what
 * {@link IsoTime} reads.
 */
public final class EventTime {

  private EventTime() {}

  /**
   * Reads a time.
   *
   * @param text the text of a cell
   * @return milliseconds since the epoch
   * @throws DateTimeException if it has none of the forms
   */
  public static long parse(String text) {
    String trimmed = text.strip();
    if (isWhole(trimmed)) {
      try {
        return Long.parseLong(trimmed);
      } catch (NumberFormatException e) {
        throw unreadable(text, e);
      }
    }
    try {
      return IsoTime.millis(trimmed);
    } catch (IllegalArgumentException e) {
      throw unreadable(text, e);
    }
  }

  private static boolean isWhole(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.length() > start;
  }

  private static DateTimeException unreadable(String text, RuntimeException cause) {
    return new DateTimeException(
        "'"
            + text
            + "' is not a time; write milliseconds since the epoch, 2021-06-01T00:00:00Z or"
            + " 2021-06-01 00:00:00 (UTC)",
        cause);
  }
}
