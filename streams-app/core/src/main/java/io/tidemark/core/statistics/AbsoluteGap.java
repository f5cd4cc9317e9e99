// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

/**
 * ∫ |F − G|, and what of it G has over F and F over G: all three in one pass, for Wasserstein's
 * distance. The whole is the sum of the two parts, in what is estimated and in what bounds it.
 */
final class AbsoluteGap extends GapIntegral {

  private final Sum above = new Sum();
  private final Sum below = new Sum();
  private double excess;

  /** Of the absolute value. */
  Sum whole() {
    return above.and(below, excess);
  }

  /** Of what G has over F. */
  Sum above() {
    return above;
  }

  /** Of what F has over G. */
  Sum below() {
    return below;
  }

  @Override
  void addConstant(double width, double difference) {
    if (difference > 0) {
      above.add(width, difference, difference, difference);
    } else {
      below.add(width, -difference, -difference, -difference);
    }
  }

  @Override
  void addOpen(double width, double from, double to, double fall, double climb) {
    double least = from - fall;
    double most = from + climb;
    if (least >= 0) {
      above.add(width, (from + to) / 2, least, most);
    } else if (most <= 0) {
      below.add(width, -(from + to) / 2, -most, -least);
    } else {
      above.add(width, averageAbove(from, to), 0, most);
      below.add(width, averageAbove(-from, -to), 0, -least);
      // The whole may be as high as the one or as deep as the other, not both.
      excess += width > 0 ? width * Math.min(most, -least) : 0;
    }
  }

  @Override
  void addWithMean(double width, double from, double to, double mean, boolean atOnce) {
    double climbed = climbed(from, to, mean);
    double over = (1 - climbed) * positive(from) + climbed * positive(to);
    double under = (1 - climbed) * positive(-from) + climbed * positive(-to);
    addBetween(above, width, atOnce ? over : positive(mean), over);
    addBetween(below, width, atOnce ? under : positive(-mean), under);
  }

  private static void addBetween(Sum sum, double width, double low, double high) {
    sum.add(width, (low + high) / 2, low, high);
  }

  private static double positive(double gap) {
    return gap > 0 ? gap : 0;
  }

  /** The mean of what is above zero while the gap runs evenly from one value to another. */
  private static double averageAbove(double from, double to) {
    if (from >= 0 && to >= 0) {
      return (from + to) / 2;
    }
    double high = Math.max(from, to);
    return high <= 0 ? 0 : high * high / (2 * Math.abs(to - from));
  }
}
