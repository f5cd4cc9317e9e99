// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.evaluate;

import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.statistics.KolmogorovSmirnov;
import io.tidemark.core.statistics.Outcome;
import io.tidemark.core.summary.CategoricalSummary;
import io.tidemark.core.summary.FeatureSummary;
import io.tidemark.core.summary.NumericSummary;
import java.util.Arrays;

/**
 * Computes psi, jensen_shannon, wasserstein and ks as another system does, for teams that come from
 * there, so that their dashboards show no jump. Where the kept counts do not decide what that
 * system would print, the answer is a refusal with the reason, never a near miss. Stateless.
 *
 * <p>Conventions of the releases Evidently 0.7.21, NannyML 0.13.1, whylogs 1 and Deequ as of 2026.
 */
public enum CompatibilityMode {
  /**
   * Sturges' equal-width bins over both samples together, zero shares replaced by 1e-4 or less;
   * Jensen–Shannon in natural logarithms; Wasserstein over the reference's deviation.
   */
  EVIDENTLY("Evidently"),
  /**
   * Doane's equal-width bins over the reference and one for all that lies outside; Jensen–Shannon
   * in base 2; Wasserstein in the feature's unit; ks without a p-value.
   */
  NANNYML("NannyML"),
  /** ks with the large-sample p-value at every size, without the error of its sketches. */
  WHYLOGS("whylogs"),
  /** ks less what chance explains; psi of categories without a floor. */
  DEEQU("Deequ");

  private static final long NANNYML_EXACT_ROWS = 10_000;
  private static final int EVIDENTLY_DISTINCT = 20;

  private final String system;

  CompatibilityMode(String system) {
    this.system = system;
  }

  /**
   * Compares one feature as that system does.
   *
   * @param kind psi, jensen_shannon, wasserstein or ks
   * @param reference the feature's reference
   * @param current its counts, against that reference
   * @return the statistic, or why not
   */
  public CompatibilityOutcome compare(
      StatisticKind kind, FeatureReference reference, FeatureSummary current) {
    if (!has(kind)) {
      return CompatibilityOutcome.refused(system + " has no " + kind.key());
    }
    if (!kind.appliesTo(reference.kind())) {
      return CompatibilityOutcome.refused(kind.key() + " needs numbers");
    }
    if (current.count() == 0) {
      return CompatibilityOutcome.refused("the window has no values");
    }
    return reference.kind() == FeatureKind.NUMERIC
        ? compare(kind, (NumericReference) reference, (NumericSummary) current)
        : compare(kind, (CategoricalReference) reference, (CategoricalSummary) current);
  }

  private boolean has(StatisticKind kind) {
    return switch (kind) {
      case KS -> true;
      case PSI -> this == EVIDENTLY || this == DEEQU;
      case JENSEN_SHANNON, WASSERSTEIN -> this == EVIDENTLY || this == NANNYML;
      default -> false;
    };
  }

  private CompatibilityOutcome compare(
      StatisticKind kind, NumericReference reference, NumericSummary current) {
    if (!reference.exact()) {
      return CompatibilityOutcome.refused(
          "the reference is compressed; build it with resolution all");
    }
    boolean infinite =
        Double.isInfinite(reference.point(0))
            || Double.isInfinite(reference.point(reference.points() - 1));
    if (infinite || current.finite() < current.count()) {
      return CompatibilityOutcome.refused("there are infinite values, which systems treat unlike");
    }
    boolean estimated = this == NANNYML && reference.count() >= NANNYML_EXACT_ROWS;
    return switch (kind) {
      case KS -> estimated ? refusedEstimate() : ks(reference, current);
      case WASSERSTEIN -> estimated ? refusedEstimate() : wasserstein(reference, current);
      default -> binned(kind, reference, current);
    };
  }

  private static CompatibilityOutcome refusedEstimate() {
    return CompatibilityOutcome.refused(
        "from 10,000 reference rows on NannyML estimates from a histogram of its own");
  }

  private CompatibilityOutcome ks(NumericReference reference, NumericSummary current) {
    Outcome ks = KolmogorovSmirnov.compare(reference.cellCounts(), current.cellCounts());
    long n = current.count();
    long m = reference.count();
    return switch (this) {
      case EVIDENTLY ->
          CompatibilityOutcome.of(StatisticKind.KS, ks.value(), ks.pValue(), ks.method());
      case NANNYML ->
          CompatibilityOutcome.of(StatisticKind.KS, ks.value(), Double.NaN, Outcome.EXACT);
      case WHYLOGS ->
          CompatibilityOutcome.of(
              StatisticKind.KS,
              ks.value(),
              KolmogorovSmirnov.asymptoticPValue(ks.value(), n, m),
              Outcome.ASYMPTOTIC);
      case DEEQU -> {
        double chance = 1.8 * Math.sqrt(((double) n + m) / ((double) n * m));
        double robust = Math.max(0, ks.value() - chance);
        yield CompatibilityOutcome.of(StatisticKind.KS, robust, Double.NaN, Outcome.EXACT);
      }
    };
  }

  /** With its bound: the counts may leave it open, and then it says by how much. */
  private CompatibilityOutcome wasserstein(NumericReference reference, NumericSummary current) {
    Outcome raw =
        new NumericComparison(reference, current, EvaluationOptions.withDefaults())
            .outcome(StatisticKind.WASSERSTEIN);
    Outcome scaled =
        this == EVIDENTLY ? raw.dividedBy(Math.max(reference.standardDeviation(), 1e-3)) : raw;
    return new CompatibilityOutcome(
        new Statistic(
            StatisticKind.WASSERSTEIN.key(),
            scaled.value(),
            Double.NaN,
            scaled.method(),
            scaled.errorBound()),
        "");
  }

  private CompatibilityOutcome binned(
      StatisticKind kind, NumericReference reference, NumericSummary current) {
    if (this == DEEQU) {
      return CompatibilityOutcome.refused("Deequ takes psi over bins that its caller gives");
    }
    if (reference.points() <= EVIDENTLY_DISTINCT && this == EVIDENTLY) {
      return CompatibilityOutcome.refused(
          "with 20 distinct reference values or fewer Evidently takes each for a category");
    }
    if (reference.points() < 3) {
      return CompatibilityOutcome.refused("two distinct reference values make no histogram");
    }
    boolean both = this == EVIDENTLY;
    double low = both ? Math.min(reference.min(), current.min()) : reference.min();
    double high = both ? Math.max(reference.max(), current.max()) : reference.max();
    int bins =
        both
            ? EqualWidthBins.sturges(reference.count() + current.count())
            : EqualWidthBins.doane(reference);
    EqualWidthBins edges = new EqualWidthBins(reference, low, high, bins);
    long[] ofReference = edges.group(reference.cellCounts());
    long[] ofCurrent = edges.group(current.cellCounts());
    if (ofReference == null || ofCurrent == null) {
      return CompatibilityOutcome.refused(
          "an edge of " + system + "'s bins falls among current values between two kept points");
    }
    return compare(kind, ofReference, ofCurrent);
  }

  private CompatibilityOutcome compare(
      StatisticKind kind, CategoricalReference reference, CategoricalSummary current) {
    if (reference.otherCount() > 0 || current.otherCount() > 0) {
      return CompatibilityOutcome.refused("there are more categories than were kept apart");
    }
    int known = reference.categories();
    long[] unseen = current.unseenCounts().values().stream().mapToLong(n -> n).toArray();
    long[] ofReference = new long[known + unseen.length];
    long[] ofCurrent = Arrays.copyOf(current.categoryCounts(), ofReference.length);
    for (int i = 0; i < known; i++) {
      ofReference[i] = reference.categoryCount(i);
    }
    System.arraycopy(unseen, 0, ofCurrent, known, unseen.length);
    return compare(kind, ofReference, ofCurrent);
  }

  private CompatibilityOutcome compare(StatisticKind kind, long[] ofReference, long[] ofCurrent) {
    double[] p = shares(ofReference);
    double[] q = shares(ofCurrent);
    double value =
        kind == StatisticKind.JENSEN_SHANNON
            ? Math.sqrt(divergence(p, q) / (this == NANNYML ? Math.log(2) : 1))
            : psi(this == EVIDENTLY ? filled(p, q) : p, this == EVIDENTLY ? filled(q, p) : q);
    return Double.isFinite(value)
        ? CompatibilityOutcome.of(kind, value, Double.NaN, Outcome.EXACT)
        : CompatibilityOutcome.refused("an empty bin makes " + system + "'s psi infinite");
  }

  private static double[] shares(long[] counts) {
    double total = (double) Arrays.stream(counts).sum();
    return Arrays.stream(counts).mapToDouble(n -> n / total).toArray();
  }

  /** Zeros replaced by 1e-4, or by a millionth of the smallest share when that is not larger. */
  private static double[] filled(double[] shares, double[] others) {
    double least = Arrays.stream(shares).filter(s -> s > 0).min().orElse(Double.NaN);
    double[] filled = shares.clone();
    for (int i = 0; i < filled.length; i++) {
      boolean bin = i < filled.length - 1 || shares[i] > 0 || others[i] > 0;
      if (filled[i] == 0 && bin) {
        filled[i] = least > 1e-4 ? 1e-4 : least / 1e6;
      }
    }
    return filled;
  }

  private static double psi(double[] p, double[] q) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += p[i] == 0 && q[i] == 0 ? 0 : (q[i] - p[i]) * Math.log(q[i] / p[i]);
    }
    return sum;
  }

  private static double divergence(double[] p, double[] q) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      double middle = (p[i] + q[i]) / 2;
      sum += p[i] > 0 ? p[i] * Math.log(p[i] / middle) : 0;
      sum += q[i] > 0 ? q[i] * Math.log(q[i] / middle) : 0;
    }
    return Math.max(0, sum / 2);
  }
}
