// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.evaluate;

import io.tidemark.core.observation.FeatureKind;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The statistics that can be asked for, in the order in which results list them. */
public enum StatisticKind {
  /** Kolmogorov–Smirnov's D. Decides for numeric features. */
  KS(true, false),
  /** Population stability index. */
  PSI(true, true),
  /** Pearson's χ² over the bins. */
  CHI_SQUARE(true, true),
  /** Pearson's χ² after pooling rare bins. Decides for categorical features. */
  CHI_SQUARE_POOLED(true, true),
  /** Likelihood-ratio G over the bins. */
  G(true, true),
  /** Kolmogorov–Smirnov's D less what chance explains, as Deequ has it. */
  KS_ROBUST(true, false),
  /** Kuiper's V. */
  KUIPER(true, false),
  /** Cramér–von Mises' T. */
  CRAMER_VON_MISES(true, false),
  /** Anderson–Darling's standardised A². */
  ANDERSON_DARLING(true, false),
  /** Mann–Whitney's U of the reference. */
  MANN_WHITNEY(true, false),
  /** Jensen–Shannon distance, base 2. */
  JENSEN_SHANNON(true, true),
  /** Hellinger distance. */
  HELLINGER(true, true),
  /** Total variation distance. */
  TOTAL_VARIATION(true, true),
  /** Largest difference of one bin's share. */
  L_INFINITY(true, true),
  /** Wasserstein's distance in the feature's unit. */
  WASSERSTEIN(true, false),
  /** Wasserstein's distance over the reference's standard deviation. */
  WASSERSTEIN_NORMED(true, false),
  /** Energy distance. */
  ENERGY(true, false),
  /** Change of the share of missing and invalid values. Computed for every feature. */
  MISSING_SHARE(true, true);

  private final boolean numeric;
  private final boolean categorical;

  StatisticKind(boolean numeric, boolean categorical) {
    this.numeric = numeric;
    this.categorical = categorical;
  }

  /**
   * The name used in settings and in every output.
   *
   * @return the name in lower case, such as {@code jensen_shannon}
   */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether it is defined for a kind of feature.
   *
   * @param kind the kind
   * @return false when it needs an order that categories do not have
   */
  public boolean appliesTo(FeatureKind kind) {
    return kind == FeatureKind.NUMERIC ? numeric : categorical;
  }

  /**
   * Every statistic defined for a kind of feature.
   *
   * @param kind the kind
   * @return an immutable set
   */
  public static Set<StatisticKind> allOf(FeatureKind kind) {
    EnumSet<StatisticKind> all = EnumSet.allOf(StatisticKind.class);
    all.removeIf(statistic -> !statistic.appliesTo(kind));
    return Collections.unmodifiableSet(all);
  }

  /**
   * Finds a statistic by its key.
   *
   * @param key such as {@code ks}
   * @return the statistic
   * @throws IllegalArgumentException if there is none; the message lists those that exist
   */
  public static StatisticKind of(String key) {
    for (StatisticKind kind : values()) {
      if (kind.key().equals(key)) {
        return kind;
      }
    }
    String known =
        Arrays.stream(values()).map(StatisticKind::key).collect(Collectors.joining(", "));
    throw new IllegalArgumentException("no statistic '" + key + "'; use one of " + known);
  }
}
