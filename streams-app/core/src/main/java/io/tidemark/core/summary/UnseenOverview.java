// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import java.util.List;

/**
 * What people want to know of the values whose category the reference does not have. Immutable.
 *
 * @param values how many there were; always exact
 * @param distinct how many different categories they were in; an estimate, rounded, when {@code
 *     distinctError} is not 0
 * @param distinctError standard error of {@code distinct}; 0 when it is exact
 * @param heaviest the heaviest of them, by count, ties by text
 */
public record UnseenOverview(
    long values, long distinct, double distinctError, List<UnseenCategory> heaviest) {

  /** No such value. */
  public static final UnseenOverview NONE = new UnseenOverview(0, 0, 0, List.of());

  /** Copies the list. */
  public UnseenOverview {
    heaviest = List.copyOf(heaviest);
  }
}
