// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import io.tidemark.core.observation.FeatureRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How one column differs between two references.
 *
 * @param role input or output
 * @param column the column's name
 * @param before the column in the first reference; null when it is not there
 * @param after the column in the second; null when it is not there
 * @param distance from 0 to 1: the largest distance of the two distribution functions for numbers,
 *     the total variation distance for categories; NaN when one is missing, without values, or of
 *     another kind
 * @param errorBound by how much the distance may be larger, because a reference keeps fewer points
 *     than its sample had; 0 when exact
 */
public record ReferenceDifference(
    FeatureRole role,
    String column,
    FeatureReference before,
    FeatureReference after,
    double distance,
    double errorBound) {

  /**
   * Compares two references column by column, in O(k log k) for k points.
   *
   * @param before the first
   * @param after the second
   * @return the columns of the first in its order, then those that only the second has
   */
  public static List<ReferenceDifference> between(ReferenceProfile before, ReferenceProfile after) {
    List<ReferenceDifference> differences = new ArrayList<>();
    for (FeatureReference column : before.features()) {
      int other = after.indexOf(column.role(), column.name());
      differences.add(of(column, other < 0 ? null : after.feature(other)));
    }
    for (FeatureReference column : after.features()) {
      if (before.indexOf(column.role(), column.name()) < 0) {
        differences.add(of(null, column));
      }
    }
    return differences;
  }

  private static ReferenceDifference of(FeatureReference before, FeatureReference after) {
    FeatureReference either = before == null ? after : before;
    double distance = Double.NaN;
    double errorBound = 0;
    if (before instanceof NumericReference a && after instanceof NumericReference b) {
      distance = a.count() == 0 || b.count() == 0 ? Double.NaN : kolmogorovSmirnov(a, b);
      errorBound = Math.max(a.largestIntervalShare(), b.largestIntervalShare());
    } else if (before instanceof CategoricalReference a
        && after instanceof CategoricalReference b
        && a.count() > 0
        && b.count() > 0) {
      distance = totalVariation(a, b);
    }
    return new ReferenceDifference(
        either.role(), either.name(), before, after, distance, errorBound);
  }

  private static double kolmogorovSmirnov(NumericReference a, NumericReference b) {
    return Math.max(largestAtPointsOf(a, b), largestAtPointsOf(b, a));
  }

  /** The distance that is certain at and just below each point of the first. */
  private static double largestAtPointsOf(NumericReference a, NumericReference b) {
    long[] below = cumulative(b);
    long seen = 0;
    double largest = 0;
    for (int i = 0; i < a.points(); i++) {
      seen += a.cellCount(2 * i);
      int cell = b.cellOf(a.point(i));
      boolean onPoint = (cell & 1) == 1;
      long upTo = below[cell] + b.cellCount(cell);
      largest =
          Math.max(largest, gap(seen, a.count(), below[cell], onPoint ? below[cell] : upTo, b));
      seen += a.cellCount(2 * i + 1);
      largest = Math.max(largest, gap(seen, a.count(), onPoint ? upTo : below[cell], upTo, b));
    }
    return largest;
  }

  /** How far a share is at least from one that lies between two counts. */
  private static double gap(long seen, long of, long least, long most, NumericReference b) {
    double share = (double) seen / of;
    double lower = (double) least / b.count();
    double upper = (double) most / b.count();
    return Math.max(0, Math.max(share - upper, lower - share));
  }

  /** Values in all cells before each. */
  private static long[] cumulative(NumericReference reference) {
    long[] before = new long[reference.cells()];
    for (int cell = 1; cell < before.length; cell++) {
      before[cell] = before[cell - 1] + reference.cellCount(cell - 1);
    }
    return before;
  }

  private static double totalVariation(CategoricalReference a, CategoricalReference b) {
    Set<String> categories = new TreeSet<>();
    for (int i = 0; i < a.categories(); i++) {
      categories.add(a.category(i));
    }
    for (int i = 0; i < b.categories(); i++) {
      categories.add(b.category(i));
    }
    double sum = Math.abs(share(a.otherCount(), a) - share(b.otherCount(), b));
    for (String category : categories) {
      sum += Math.abs(share(count(a, category), a) - share(count(b, category), b));
    }
    return sum / 2;
  }

  private static long count(CategoricalReference reference, String category) {
    int index = reference.indexOf(category);
    return index < 0 ? 0 : reference.categoryCount(index);
  }

  private static double share(long count, CategoricalReference reference) {
    return (double) count / reference.count();
  }
}
