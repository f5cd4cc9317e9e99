// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.metrics;

import io.tidemark.core.decide.DriftVerdict;

/**
 * The number that stands for a verdict in metrics. Rules and dashboards depend on these numbers; a
 * new verdict takes a new one.
 */
public final class VerdictCode {

  private VerdictCode() {}

  /**
   * The number of a verdict.
   *
   * @param verdict the verdict
   * @return 0 stable, 1 warning, 2 drift, 3 insufficient data, 4 no reference
   */
  public static int of(DriftVerdict verdict) {
    return switch (verdict) {
      case STABLE -> 0;
      case WARNING -> 1;
      case DRIFT -> 2;
      case INSUFFICIENT_DATA -> 3;
      case NO_REFERENCE -> 4;
    };
  }
}
