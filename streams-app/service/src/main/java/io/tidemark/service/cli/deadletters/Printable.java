// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.deadletters;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Bytes of strangers as text that no terminal takes for commands: what is not UTF-8, or has control
 * characters in it, is not text.
 */
final class Printable {

  private Printable() {}

  /** The text, if it is one; line breaks and tabs are. */
  static Optional<String> text(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
    return text.codePoints().allMatch(Printable::isShown) ? Optional.of(text) : Optional.empty();
  }

  /** On one line: the text, or {@code 0x} and hexadecimal digits; a dash for null. */
  static String oneLine(byte[] bytes, int longest) {
    if (bytes == null) {
      return "–";
    }
    String line =
        text(bytes)
            .filter(text -> text.codePoints().noneMatch(Character::isISOControl))
            .orElseGet(
                () -> "0x" + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, longest)));
    return cut(line, longest);
  }

  /** A text that may come from anybody, on one line. */
  static String oneLine(String text, int longest) {
    StringBuilder line = new StringBuilder();
    text.codePoints().map(c -> isShown(c) && c >= ' ' ? c : ' ').forEach(line::appendCodePoint);
    return cut(line.toString(), longest);
  }

  private static String cut(String line, int longest) {
    return line.length() <= longest
        ? line
        : line.substring(0, line.offsetByCodePoints(0, line.codePointCount(0, longest) - 1)) + "…";
  }

  private static boolean isShown(int c) {
    return c == '\n'
        || c == '\t'
        || c == '\r'
        || (!Character.isISOControl(c)
            && Character.getType(c) != Character.FORMAT
            && Character.getType(c) != Character.UNASSIGNED);
  }
}
