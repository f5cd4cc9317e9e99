// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.alarms;

import java.util.Locale;

/**
 * How often something happened, with what that says about how often it happens.
 *
 * @param hits times it happened
 * @param trials times it might have
 */
record Share(long hits, long trials) {

  private static final double Z_95 = 1.959963984540054;

  double value() {
    return (double) hits / trials;
  }

  /** Lower end of Wilson's interval at 95 %. */
  double low() {
    return Math.max(0, center() - halfWidth());
  }

  /** Upper end of Wilson's interval at 95 %. */
  double high() {
    return Math.min(1, center() + halfWidth());
  }

  private double center() {
    double z2 = Z_95 * Z_95;
    return (value() + z2 / (2 * trials)) / (1 + z2 / trials);
  }

  private double halfWidth() {
    double z2 = Z_95 * Z_95;
    double spread = value() * (1 - value()) / trials + z2 / (4.0 * trials * trials);
    return Z_95 * Math.sqrt(spread) / (1 + z2 / trials);
  }

  /** Such as {@code 0.35 % (0.17–0.72)}. */
  String text() {
    return percent() + String.format(Locale.ROOT, " (%.2f–%.2f)", 100 * low(), 100 * high());
  }

  /** Such as {@code 0.35 %}. */
  String percent() {
    return String.format(Locale.ROOT, "%.2f %%", 100 * value());
  }

  /** Such as {@code 0.4 %}. */
  String brief() {
    return String.format(Locale.ROOT, "%.1f %%", 100 * value());
  }
}
