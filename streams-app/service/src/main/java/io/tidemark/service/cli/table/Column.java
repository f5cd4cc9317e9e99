// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import io.tidemark.core.observation.FeatureKind;
import java.util.Locale;

/**
 * What reading a file found in a column.
 *
 * @param name its name in the header
 * @param index its place in a row, from 0
 * @param kind numeric when every present cell is a number, unless declared categorical
 * @param count present cells
 * @param missing missing cells
 * @param numbers present cells that are numbers
 * @param whole whether every finite number is a whole one
 * @param distinct different values among the present cells; a lower bound when {@code
 *     distinctCapped}
 * @param distinctCapped whether counting stopped at a limit
 * @param unique whether no value came twice, as far as different ones were counted
 * @param firstText the first cell that is not a number; null when all are
 * @param firstTextPlace where it is, such as {@code line 7}; empty when there is none
 */
public record Column(
    String name,
    int index,
    FeatureKind kind,
    long count,
    long missing,
    long numbers,
    boolean whole,
    long distinct,
    boolean distinctCapped,
    boolean unique,
    String firstText,
    String firstTextPlace) {

  private static final double MOSTLY = 0.5;
  private static final double NEARLY_ALL = 0.99;
  private static final int ENOUGH_TO_TELL = 20;

  /**
   * What a person should look at before trusting this column as a feature.
   *
   * @return one sentence, or an empty text when nothing is odd
   */
  public String oddity() {
    if (count == 0) {
      return "has no value at all";
    }
    if (firstText != null && numbers >= NEARLY_ALL * count && count >= ENOUGH_TO_TELL) {
      return String.format(
          Locale.ROOT,
          "is nearly all numbers, but %s holds '%s': categorical because of it",
          firstTextPlace,
          firstText);
    }
    if (distinct == 1 && !distinctCapped) {
      return "is constant";
    }
    boolean namesOrNumbers = kind == FeatureKind.CATEGORICAL || whole;
    if (namesOrNumbers && unique && count >= ENOUGH_TO_TELL) {
      return "has a different value in every row, as an id has; exclude it if it is one";
    }
    if (missing > MOSTLY * (count + missing)) {
      return "is mostly missing";
    }
    if (numbers > 0 && numbers < count) {
      return String.format(
          Locale.ROOT,
          "mixes %d numbers with %d texts: categorical because of the texts",
          numbers,
          count - numbers);
    }
    return "";
  }
}
