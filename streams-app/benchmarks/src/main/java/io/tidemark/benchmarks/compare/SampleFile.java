// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.compare;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A CSV file of columns as models have them, in turn: evenly spread in full precision, exponential
 * with three decimals, whole numbers below 1,000, thirty categories, skewed in full precision.
 */
final class SampleFile {

  private static final int FLUSH_CHARS = 1 << 20;
  private static final int KINDS = 5;

  private SampleFile() {}

  /** Writes one; the shift moves the columns of the first kind. */
  static void write(Path file, long rows, int columns, double shift, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < columns; column++) {
      text.append(column == 0 ? "x" : ",x").append(column);
    }
    text.append('\n');
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (long row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          text.append(column == 0 ? "" : ",");
          append(text, column % KINDS, random.nextDouble(), shift);
        }
        text.append('\n');
        if (text.length() > FLUSH_CHARS) {
          out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
          text.setLength(0);
        }
      }
      out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static void append(StringBuilder text, int kind, double u, double shift) {
    switch (kind) {
      case 0 -> text.append(u + shift);
      case 1 -> text.append(Math.round(-10_000 * Math.log1p(-u)) / 1000.0);
      case 2 -> text.append((int) (1000 * u));
      case 3 -> text.append("cat").append((int) (30 * u * u));
      default -> text.append(10 * u * u * u - 3);
    }
  }
}
