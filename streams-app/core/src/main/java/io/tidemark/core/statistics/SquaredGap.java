// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

/** ∫ (F − G)², for the energy distance. */
final class SquaredGap extends GapIntegral {

  private final Sum sum = new Sum();

  Sum sum() {
    return sum;
  }

  @Override
  void addConstant(double width, double difference) {
    double square = difference * difference;
    sum.add(width, square, square, square);
  }

  @Override
  void addOpen(double width, double from, double to, double fall, double climb) {
    double least = from - fall;
    double most = from + climb;
    double average = (from * from + from * to + to * to) / 3;
    double low = least < 0 && most > 0 ? 0 : Math.min(least * least, most * most);
    sum.add(width, average, low, Math.max(least * least, most * most));
  }

  @Override
  void addWithMean(double width, double from, double to, double mean, boolean atOnce) {
    double climbed = climbed(from, to, mean);
    double high = (1 - climbed) * from * from + climbed * to * to;
    double low = atOnce ? high : mean * mean;
    sum.add(width, (low + high) / 2, low, high);
  }
}
