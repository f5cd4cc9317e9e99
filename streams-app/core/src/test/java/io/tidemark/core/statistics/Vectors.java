// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Expected values in the test resources, written by {@code vectors.py} beside them. */
public final class Vectors {

  private Vectors() {}

  /** The rows of a file, without its heading. */
  public static List<double[]> of(String name) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Vectors.class.getResourceAsStream(name), name),
                StandardCharsets.US_ASCII))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** |actual − expected| / expected, or the plain difference where the expected value is 0. */
  public static double relativeError(double actual, double expected) {
    double difference = Math.abs(actual - expected);
    return expected == 0 ? difference : difference / Math.abs(expected);
  }
}
