// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.deadletters;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where a letter stands on the dead-letter topic.
 *
 * @param partition the partition
 * @param offset the offset
 */
record LetterPosition(int partition, long offset) {

  private static final Pattern FORM = Pattern.compile("(?:(\\d{1,9}):)?(\\d{1,18})");

  @Override
  public String toString() {
    return partition + ":" + offset;
  }

  /** Reads {@code PARTITION:OFFSET}, or an offset alone for partition 0. */
  static final class Converter implements ITypeConverter<LetterPosition> {

    @Override
    public LetterPosition convert(String text) {
      Matcher matcher = FORM.matcher(text.strip());
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "'" + text + "' is not a position; write PARTITION:OFFSET as 'list' shows it");
      }
      int partition = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
      return new LetterPosition(partition, Long.parseLong(matcher.group(2)));
    }
  }
}
