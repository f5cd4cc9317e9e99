// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference.topic;

import io.tidemark.service.config.Durations;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a point in time: an instant such as 2026-05-01T12:00:00Z, or one ago, such as -7d. */
public final class TimeConverter implements ITypeConverter<Instant> {

  @Override
  public Instant convert(String text) {
    try {
      return Instant.parse(text.strip());
    } catch (DateTimeParseException notAnInstant) {
      return ago(text.strip());
    }
  }

  private static Instant ago(String text) {
    try {
      if (text.startsWith("-")) {
        return Instant.now().minus(Durations.parse(text.substring(1)));
      }
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(message(text));
    }
    throw new TypeConversionException(message(text));
  }

  private static String message(String text) {
    return "'"
        + text
        + "' is neither an instant such as 2026-05-01T12:00:00Z nor a time ago such as -2h or -7d";
  }
}
