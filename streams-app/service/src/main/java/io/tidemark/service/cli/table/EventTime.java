// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Reads the times of events: milliseconds since the epoch ({@code 1622505600000}), ISO 8601 with or
 * without an offset ({@code 2021-06-01T00:00:00Z}), the same with a space for the T ({@code
 * 2021-06-01 00:00:00}), and dates alone. Without an offset it is UTC.
 */
public final class EventTime {

  private static final int DATE_LENGTH = 10;

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffset("+HH:mm", "Z")
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT);

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
    StringBuilder iso = new StringBuilder(trimmed);
    if (iso.length() > DATE_LENGTH && iso.charAt(DATE_LENGTH) == ' ') {
      iso.setCharAt(DATE_LENGTH, 'T');
    }
    try {
      return millis(
          FORMAT.parseBest(iso, OffsetDateTime::from, LocalDateTime::from, LocalDate::from));
    } catch (DateTimeException e) {
      throw unreadable(text, e);
    }
  }

  private static long millis(TemporalAccessor time) {
    if (time instanceof OffsetDateTime withOffset) {
      return withOffset.toInstant().toEpochMilli();
    }
    if (time instanceof LocalDateTime local) {
      return local.toInstant(ZoneOffset.UTC).toEpochMilli();
    }
    return LocalDate.from(time).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
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
