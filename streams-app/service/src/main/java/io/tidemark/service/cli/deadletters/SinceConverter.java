// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.deadletters;

import io.tidemark.service.config.Durations;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a point in time: how long ago, such as 2h, or an instant such as 2026-05-01T12:00:00Z. */
final class SinceConverter implements ITypeConverter<Instant> {

  @Override
  public Instant convert(String text) {
    try {
      return Instant.parse(text.strip());
    } catch (DateTimeParseException notAnInstant) {
      return ago(text);
    }
  }

  private static Instant ago(String text) {
    try {
      return Instant.now().minus(Durations.parse(text));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "'"
              + text
              + "' is neither a time ago such as 30m, 2h or 7d, nor an instant such as"
              + " 2026-05-01T12:00:00Z");
    }
  }
}
