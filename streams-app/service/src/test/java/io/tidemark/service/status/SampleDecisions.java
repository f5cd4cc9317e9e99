// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.status;

import io.tidemark.core.decide.AlertEvent;
import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.decide.FeatureVerdict;
import io.tidemark.core.decide.RetrainingTrigger;
import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.evaluate.CloseReason;
import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.evaluate.FeatureComparison;
import io.tidemark.core.evaluate.Statistic;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import io.tidemark.core.observation.Segment;
import java.util.List;

/** Verdicts, alerts and triggers made by hand, for tests of everything that shows them. */
public final class SampleDecisions {

  /** Width of the sample windows, in milliseconds. */
  public static final long WINDOW = 10_000;

  private SampleDecisions() {}

  /** The sample window that ends at a moment. */
  public static EvaluationWindow windowEnding(long endMillis) {
    return new EvaluationWindow(endMillis - WINDOW, endMillis);
  }

  /** A numeric feature judged by KS against a threshold of 0.1. */
  public static FeatureVerdict numeric(String name, DriftVerdict verdict, double ks, double psi) {
    return numeric(name, FeatureRole.FEATURE, verdict, ks, psi);
  }

  /** A numeric feature or prediction judged by KS against a threshold of 0.1. */
  public static FeatureVerdict numeric(
      String name, FeatureRole role, DriftVerdict verdict, double ks, double psi) {
    double p = verdict == DriftVerdict.DRIFT ? 1e-12 : 0.4;
    FeatureComparison comparison =
        new FeatureComparison(
            name,
            role,
            FeatureKind.NUMERIC,
            10_000,
            950,
            40,
            10,
            0.01,
            List.of(
                new Statistic("ks", ks, p, "asymptotic", 0.001),
                new Statistic("psi", psi, p, "null-law", 0)));
    return new FeatureVerdict(comparison, verdict, "ks", p, 0.1, "KS distance " + ks + " of 0.1");
  }

  /** A categorical feature judged by PSI against a threshold of 0.2. */
  public static FeatureVerdict categorical(String name, DriftVerdict verdict, double psi) {
    FeatureComparison comparison =
        new FeatureComparison(
            name,
            FeatureRole.FEATURE,
            FeatureKind.CATEGORICAL,
            10_000,
            1000,
            0,
            0,
            0,
            List.of(new Statistic("psi", psi, 0.3, "null-law", 0)));
    return new FeatureVerdict(comparison, verdict, "psi", 0.3, 0.2, "PSI " + psi + " of 0.2");
  }

  /** A feature without enough values to compute anything. */
  public static FeatureVerdict insufficient(String name) {
    FeatureComparison comparison =
        new FeatureComparison(
            name, FeatureRole.FEATURE, FeatureKind.NUMERIC, 10_000, 0, 3, 0, 0, List.of());
    return new FeatureVerdict(
        comparison,
        DriftVerdict.INSUFFICIENT_DATA,
        "",
        Double.NaN,
        Double.NaN,
        "0 values of the 100 that a judgement needs");
  }

  /** The verdict of one window that has these features. */
  public static WindowVerdict window(
      ModelVersion modelVersion, long endMillis, DriftVerdict verdict, FeatureVerdict... features) {
    long drifted =
        List.of(features).stream().filter(f -> f.verdict() == DriftVerdict.DRIFT).count();
    boolean referenced = verdict != DriftVerdict.NO_REFERENCE;
    DriftReport report =
        new DriftReport(
            modelVersion,
            windowEnding(endMillis),
            CloseReason.WATERMARK,
            referenced ? "0123456789abcdef" : "",
            1000,
            0,
            0,
            List.of(features).stream().map(FeatureVerdict::comparison).toList());
    return new WindowVerdict(
        "result-" + modelVersion + "-" + endMillis,
        report,
        verdict,
        features.length == 0 ? 0 : (double) drifted / features.length,
        List.of(features),
        drifted + " of " + features.length + " features drifted");
  }

  /** A transition of an alert. */
  public static AlertEvent alert(
      ModelVersion modelVersion,
      long endMillis,
      AlertEvent.State state,
      AlertEvent.Severity severity) {
    return new AlertEvent(
        "alert-" + modelVersion,
        "event-" + modelVersion + "-" + state + "-" + endMillis,
        Population.whole(modelVersion),
        state,
        severity,
        windowEnding(endMillis),
        windowEnding(endMillis - 2 * WINDOW),
        List.of("amount"),
        "result-" + modelVersion + "-" + endMillis,
        "3 windows in a row drifted");
  }

  /** A trigger that rests on a verdict. */
  public static RetrainingTrigger trigger(WindowVerdict verdict) {
    EvaluationWindow window = verdict.report().window();
    return new RetrainingTrigger(
        "trigger-" + verdict.report().modelVersion() + "-" + window.endMillis(),
        verdict.report().modelVersion(),
        window,
        window.startMillis() - 6 * WINDOW,
        window.endMillis(),
        3,
        window.endMillis() + 360 * WINDOW,
        "alert-" + verdict.report().modelVersion(),
        verdict,
        verdict.features().stream().filter(f -> f.verdict() == DriftVerdict.DRIFT).toList(),
        "drift lasted for 3 windows");
  }

  /** The same of a segment. */
  public static WindowVerdict of(Segment segment, WindowVerdict whole) {
    DriftReport report = whole.report();
    DriftReport ofSegment =
        new DriftReport(
            new Population(report.modelVersion(), segment),
            report.window(),
            report.closeReason(),
            report.referenceId(),
            report.observations(),
            report.unreferenced(),
            report.unknownFeatures(),
            List.of(),
            report.features());
    return new WindowVerdict(
        whole.resultId() + "-" + segment,
        ofSegment,
        whole.verdict(),
        whole.driftedShare(),
        whole.features(),
        whole.reason());
  }

  /** The same of a segment. */
  public static AlertEvent of(Segment segment, AlertEvent whole) {
    return new AlertEvent(
        whole.alertId() + "-" + segment,
        whole.eventId() + "-" + segment,
        new Population(whole.modelVersion(), segment),
        whole.state(),
        whole.severity(),
        whole.window(),
        whole.firstWindow(),
        whole.driftedFeatures(),
        whole.resultId() + "-" + segment,
        whole.reason());
  }
}
