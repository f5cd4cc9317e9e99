// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.evaluate;

/**
 * What another system would print, or why that cannot be told.
 *
 * @param statistic the statistic under this project's key; null when refused
 * @param refusal the reason; empty when there is a statistic
 */
public record CompatibilityOutcome(Statistic statistic, String refusal) {

  static CompatibilityOutcome of(StatisticKind kind, double value, double pValue, String method) {
    return new CompatibilityOutcome(new Statistic(kind.key(), value, pValue, method, 0), "");
  }

  static CompatibilityOutcome refused(String reason) {
    return new CompatibilityOutcome(null, reason);
  }

  /**
   * Whether there is a statistic.
   *
   * @return false when refused
   */
  public boolean given() {
    return statistic != null;
  }
}
