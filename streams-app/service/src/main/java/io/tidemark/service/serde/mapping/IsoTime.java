// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;

/**
 * Points in time as ISO-8601 writes them: {@code 2026-01-31T12:00:00.5Z}, with any offset, with a
 * space for the T, or as a date alone. Without an offset they are taken as UTC.
 */
public final class IsoTime {

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH", "Z")
          .optionalEnd()
          .toFormatter();

  private static final int MAX_LENGTH = 40;

  private IsoTime() {}

  /**
   * Reads a time.
   *
   * @param text any text
   * @return milliseconds since the epoch, rounded down
   * @throws IllegalArgumentException if the text is no such time
   */
  public static long millis(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("too long for a time");
    }
    String plain = text.strip();
    if (plain.length() > 10 && plain.charAt(10) == ' ') {
      plain = plain.substring(0, 10) + 'T' + plain.substring(11).strip();
    }
    try {
      TemporalAccessor parsed =
          FORMAT.parseBest(plain, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      if (parsed instanceof OffsetDateTime time) {
        return time.toInstant().toEpochMilli();
      }
      LocalDateTime local =
          parsed instanceof LocalDateTime time ? time : ((LocalDate) parsed).atStartOfDay();
      return local.toInstant(ZoneOffset.UTC).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
