// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import io.tidemark.core.observation.FeatureKind;
import java.util.Locale;

/**
 * What one pass over a file found in a column.
 *
 * @param name its name in the header
 * @param index its place in a row, from 0
 * @param kind numeric when every present cell is a number, unless declared categorical
 * @param count present cells
 * @param missing missing cells
 * @param numbers present cells that are numbers
 * @param whole whether every number is written without point and exponent
 * @param distinct different texts among the present cells; a lower bound when {@code
 *     distinctCapped}
 * @param distinctCapped whether counting stopped at {@value ColumnTypes#DISTINCT_LIMIT}
 * @param unique whether no text came twice, as far as distinct texts were counted
 * @param firstText the first cell that is not a number; null when all are
 * @param firstTextLine its line, from 1; 0 when there is none
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
    long firstTextLine) {

  private static final double MOSTLY = 0.5;
  private static final double NEARLY_ALL = 0.99;
  private static final int ENOUGH_TO_TELL = 20;

  /**
   * A column whose kind is known and whose cells were not looked at.
   *
   * @param name its name in the header
   * @param index its place in a row, from 0
   * @param kind its kind
   * @return a column without counts
   */
  public static Column declared(String name, int index, FeatureKind kind) {
    return new Column(name, index, kind, 0, 0, 0, false, 0, false, false, null, 0);
  }

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
          "is nearly all numbers, but line %d holds '%s': categorical because of it",
          firstTextLine,
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
    return "";
  }
}
