// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.deadletters;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Bytes as people debug them: offset, sixteen bytes in hexadecimal, the same in ASCII. */
final class HexDump {

  private static final int WIDTH = 16;

  private HexDump() {}

  static List<String> lines(byte[] bytes, int limit) {
    int end = Math.min(bytes.length, limit);
    List<String> lines = new ArrayList<>();
    for (int at = 0; at < end; at += WIDTH) {
      lines.add(line(bytes, at, Math.min(at + WIDTH, end)));
    }
    return lines;
  }

  private static String line(byte[] bytes, int from, int to) {
    StringBuilder hex = new StringBuilder();
    StringBuilder ascii = new StringBuilder();
    for (int i = from; i < from + WIDTH; i++) {
      hex.append(i == from + WIDTH / 2 ? "  " : " ");
      hex.append(i < to ? String.format(Locale.ROOT, "%02x", bytes[i]) : "  ");
      if (i < to) {
        ascii.append(bytes[i] >= ' ' && bytes[i] <= '~' ? (char) bytes[i] : '.');
      }
    }
    return String.format(Locale.ROOT, "%06x %s  |%s|", from, hex, ascii);
  }
}
