// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import io.tidemark.core.evaluate.CloseReason;
import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.evaluate.FeatureComparison;
import io.tidemark.core.evaluate.Statistic;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import java.util.ArrayList;
import java.util.List;

/** Comparisons and reports made by hand, with just the numbers that decide. */
final class Columns {

  static final ModelVersion MODEL = new ModelVersion("churn", "7");
  static final long HOUR = 3_600_000;

  private String name = "x";
  private FeatureRole role = FeatureRole.FEATURE;
  private long referenceCount = 1_000;
  private long count = 480;
  private long missing;
  private long invalid;
  private double referenceMissingShare;
  private final List<Statistic> statistics = new ArrayList<>();

  private Columns() {}

  static Columns column(String name) {
    Columns column = new Columns();
    column.name = name;
    return column;
  }

  static FeatureComparison numeric(String name, double ks, double p) {
    return column(name).with("ks", ks, p).with("psi", 0, 1).numeric();
  }

  static FeatureComparison categorical(String name, double psi, double p) {
    return column(name).with("psi", psi, 0.7).with("chi_square_pooled", 9, p).categorical();
  }

  Columns prediction() {
    role = FeatureRole.PREDICTION;
    return this;
  }

  Columns counts(long reference, long current) {
    referenceCount = reference;
    count = current;
    return this;
  }

  Columns missing(double shareBefore, long nulls, long mismatched) {
    referenceMissingShare = shareBefore;
    missing = nulls;
    invalid = mismatched;
    return this;
  }

  Columns with(String key, double value, double p) {
    statistics.add(new Statistic(key, value, p, "test", 0));
    return this;
  }

  FeatureComparison numeric() {
    return build(FeatureKind.NUMERIC);
  }

  FeatureComparison categorical() {
    return build(FeatureKind.CATEGORICAL);
  }

  private FeatureComparison build(FeatureKind kind) {
    return new FeatureComparison(
        name,
        role,
        kind,
        referenceCount,
        count,
        missing,
        invalid,
        referenceMissingShare,
        statistics);
  }

  static EvaluationWindow window(int hour) {
    return new EvaluationWindow(hour * HOUR, (hour + 1) * HOUR);
  }

  static DriftReport report(int hour, String referenceId, List<FeatureComparison> columns) {
    return new DriftReport(
        MODEL, window(hour), CloseReason.WATERMARK, referenceId, 480, 0, 0, columns);
  }

  static DriftReport report(FeatureComparison... columns) {
    return report(0, "ref", List.of(columns));
  }

  /**
   * A report with ten columns that is judged as the letter says: S, W, D, I (insufficient data), N
   * (no reference).
   */
  static DriftReport judgedAs(int hour, char letter) {
    int drifted = letter == 'D' ? 3 : letter == 'W' ? 1 : 0;
    List<FeatureComparison> columns = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      double ks = i < drifted ? 0.3 + i / 100.0 : 0.02;
      double p = i < drifted ? 1e-9 : 0.6;
      columns.add(
          column("f" + i)
              .counts(1_000, letter == 'I' ? 7 : 480)
              .with("ks", ks, p)
              .with("psi", 0, 1)
              .numeric());
    }
    return report(hour, letter == 'N' ? "" : "ref", letter == 'N' ? List.of() : columns);
  }
}
