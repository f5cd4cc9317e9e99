// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import static java.util.stream.Collectors.joining;

import io.tidemark.core.evaluate.FeatureComparison;
import java.util.List;
import java.util.Locale;

/** The sentences that say why, in plain words with the numbers they rest on. */
final class Reasons {

  private static final int NAMES_SHOWN = 3;

  private Reasons() {}

  /** Such as {@code ks 0.312 is over 0.1, p 3e-12 after correction over 12 tests, n 480}. */
  static String of(ColumnTest test, FeatureComparison column, Significance s) {
    String effect = number(test.effect());
    String threshold = number(test.threshold());
    String what =
        test.isMissingShare()
            ? "missing share moved by "
                + effect
                + " to "
                + number(column.missingShare())
                + ", which"
            : test.effectKey() + " " + effect;
    String by = test.testKey().equals(test.effectKey()) ? "" : test.testKey() + " ";
    return what
        + " is "
        + comparedWith(test, effect.equals(threshold))
        + " "
        + threshold
        + ", "
        + by
        + pValue(s)
        + ", n "
        + total(test, column);
  }

  private static String comparedWith(ColumnTest test, boolean readTheSame) {
    if (readTheSame) {
      return test.effect() >= test.threshold() ? "at" : "just under";
    }
    return switch (test.verdict(0, 1)) {
      case DRIFT -> "over";
      case WARNING -> "over half of";
      case STABLE, INSUFFICIENT_DATA, NO_REFERENCE -> "under";
    };
  }

  private static long total(ColumnTest test, FeatureComparison column) {
    return test.isMissingShare()
        ? column.count() + column.missing() + column.invalid()
        : column.count();
  }

  private static String pValue(Significance s) {
    String verdict = s.adjusted <= s.alpha ? "" : ", not beyond chance at " + number(s.alpha);
    String family = s.tests == 1 ? "1 test" : s.tests + " tests";
    return "p "
        + probability(s.adjusted)
        + (s.correction == Correction.NONE ? " uncorrected" : " after correction over " + family)
        + verdict;
  }

  static String insufficient(FeatureComparison column, int minSamples) {
    long n = column.count();
    return n < minSamples
        ? n + " values in the window, at least " + minSamples + " are needed"
        : column.referenceCount()
            + " values in the reference, at least "
            + minSamples
            + " are needed";
  }

  /** Names of the worst, and how many more. */
  static String names(List<FeatureVerdict> worstFirst) {
    String shown =
        worstFirst.stream()
            .limit(NAMES_SHOWN)
            .map(v -> v.comparison().feature())
            .collect(joining(", "));
    int more = worstFirst.size() - NAMES_SHOWN;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  /** Three significant digits, without an exponent where people read none. */
  static String number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-4 || size >= 1e9)) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    return RoundedText.plain(value);
  }

  static String probability(double p) {
    if (p == 0) {
      return "below 1e-300";
    }
    return p >= 1e-3 ? number(p) : RoundedText.oneDigit(p);
  }

  /** What a p-value was worth: its corrected value, how, over how many, against which level. */
  record Significance(double adjusted, Correction correction, int tests, double alpha) {}
}
