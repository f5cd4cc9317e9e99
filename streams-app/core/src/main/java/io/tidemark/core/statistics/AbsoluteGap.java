// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

/**
 * ∫ |F − G|, and what of it G has over F and F over G: all three in one pass, for Wasserstein's
 * distance.
 */
final class AbsoluteGap extends GapIntegral {

  private final Sum whole = new Sum();
  private final Sum above = new Sum();
  private final Sum below = new Sum();

  /** Of the absolute value. */
  Sum whole() {
    return whole;
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
    add(width, positive(difference), positive(-difference));
  }

  private void add(double width, double over, double under) {
    whole.add(width, over + under, over + under, over + under);
    above.add(width, over, over, over);
    below.add(width, under, under, under);
  }

  @Override
  void addOpen(double width, double from, double to, double fall, double climb) {
    double least = from - fall;
    double most = from + climb;
    double over = averageAbove(from, to);
    double under = averageAbove(-from, -to);
    double low = least < 0 && most > 0 ? 0 : Math.min(Math.abs(least), Math.abs(most));
    whole.add(width, over + under, low, Math.max(Math.abs(least), Math.abs(most)));
    above.add(width, over, positive(least), positive(most));
    below.add(width, under, positive(-most), positive(-least));
  }

  @Override
  void addWithMean(double width, double from, double to, double mean, boolean atOnce) {
    double climbed = climbed(from, to, mean);
    double over = (1 - climbed) * positive(from) + climbed * positive(to);
    double under = (1 - climbed) * positive(-from) + climbed * positive(-to);
    if (atOnce) {
      add(width, over, under);
      return;
    }
    addBetween(whole, width, Math.abs(mean), over + under);
    addBetween(above, width, positive(mean), over);
    addBetween(below, width, positive(-mean), under);
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
