// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.http;

import static io.tidemark.service.status.SampleDecisions.WINDOW;
import static io.tidemark.service.status.SampleDecisions.alert;
import static io.tidemark.service.status.SampleDecisions.categorical;
import static io.tidemark.service.status.SampleDecisions.insufficient;
import static io.tidemark.service.status.SampleDecisions.numeric;
import static io.tidemark.service.status.SampleDecisions.trigger;
import static io.tidemark.service.status.SampleDecisions.window;

import io.tidemark.core.decide.AlertEvent.Severity;
import io.tidemark.core.decide.AlertEvent.State;
import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Segment;
import io.tidemark.service.status.SampleDecisions;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.status.TaskStatus;
import java.util.List;

/** A status filled by hand: one model that drifts, and one of every other kind. */
public final class SampleStatus {

  /** The model whose features drift and whose alert fires. */
  public static final ModelVersion DRIFTING = new ModelVersion("fraud-detector", "2024-06");

  private SampleStatus() {}

  /** A status whose last windows end at the last full window before a moment. */
  public static ServiceStatus at(long nowMillis) {
    ServiceStatus service = new ServiceStatus();
    fill(service, nowMillis);
    return service;
  }

  /** Fills a status, or goes on filling it. */
  public static void fill(ServiceStatus service, long nowMillis) {
    long end = Math.floorDiv(nowMillis, WINDOW) * WINDOW;
    TaskStatus judge = service.open("1_0");
    drifting(judge, end);
    healthy(judge, end);
    others(judge, end);
    input(service.open("0_0"), end);
  }

  private static void drifting(TaskStatus task, long end) {
    for (int i = 30; i > 3; i--) {
      task.windowClosed(window(DRIFTING, end - i * WINDOW, DriftVerdict.STABLE));
    }
    task.windowClosed(window(DRIFTING, end - 3 * WINDOW, DriftVerdict.WARNING));
    WindowVerdict verdict = null;
    for (int i = 2; i >= 0; i--) {
      verdict = driftingWindow(end - i * WINDOW);
      task.windowClosed(verdict);
    }
    task.alert(alert(DRIFTING, end - 2 * WINDOW, State.FIRING, Severity.WARNING));
    task.alert(alert(DRIFTING, end - WINDOW, State.FIRING, Severity.CRITICAL));
    task.trigger(trigger(verdict));
    for (Segment segment : List.of(Segment.of("country", "DE"), Segment.of("country", "FR"))) {
      boolean drifts = segment.values().contains("DE");
      task.windowClosed(
          SampleDecisions.of(
              segment, drifts ? verdict : window(DRIFTING, end, DriftVerdict.STABLE)));
    }
    task.alert(
        SampleDecisions.of(
            Segment.of("country", "DE"), alert(DRIFTING, end, State.FIRING, Severity.CRITICAL)));
    task.openWindows(DRIFTING, 1, end + WINDOW);
    task.observed(DRIFTING, 31_000);
  }

  private static WindowVerdict driftingWindow(long end) {
    return window(
        DRIFTING,
        end,
        DriftVerdict.DRIFT,
        numeric("transaction_amount", DriftVerdict.DRIFT, 0.412, 0.683),
        numeric("account_age_days", DriftVerdict.DRIFT, 0.214, 0.301),
        numeric("merchant_risk", DriftVerdict.DRIFT, 0.151, 0.12),
        numeric("score", FeatureRole.PREDICTION, DriftVerdict.DRIFT, 0.13, 0.11),
        numeric("distance_from_home", DriftVerdict.WARNING, 0.081, 0.06),
        categorical("country", DriftVerdict.STABLE, 0.031),
        numeric("hour_of_day", DriftVerdict.STABLE, 0.012, 0.004),
        insufficient("device_trust"));
  }

  private static void healthy(TaskStatus task, long end) {
    ModelVersion model = new ModelVersion("churn", "7");
    for (int i = 40; i >= 0; i--) {
      DriftVerdict verdict = i == 20 ? DriftVerdict.INSUFFICIENT_DATA : DriftVerdict.STABLE;
      task.windowClosed(
          window(
              model,
              end - i * WINDOW,
              verdict,
              numeric("tenure", DriftVerdict.STABLE, 0.021, 0.01),
              categorical("plan", DriftVerdict.STABLE, 0.004)));
    }
    task.openWindows(model, 1, end + WINDOW);
    task.observed(model, 42_000);
  }

  private static void others(TaskStatus task, long end) {
    ModelVersion warning = new ModelVersion("pricing", "3");
    task.windowClosed(
        window(
            warning,
            end,
            DriftVerdict.WARNING,
            numeric("area", DriftVerdict.DRIFT, 0.16, 0.2),
            numeric("rooms", DriftVerdict.STABLE, 0.03, 0.02),
            numeric("year", DriftVerdict.STABLE, 0.01, 0.02)));
    task.observed(warning, 900);
    ModelVersion sparse = new ModelVersion("rare-events", "1");
    task.windowClosed(window(sparse, end, DriftVerdict.INSUFFICIENT_DATA, insufficient("latency")));
    task.observed(sparse, 3);
    ModelVersion unknown = new ModelVersion("brand-new", "0.1");
    task.windowClosed(window(unknown, end, DriftVerdict.NO_REFERENCE));
    task.observed(unknown, 800);
    task.openWindows(new ModelVersion("just-started", "1"), 1, end + WINDOW);
  }

  private static void input(TaskStatus task, long end) {
    task.inputWatermark(0, end + 1500, false);
    task.inputWatermark(1, end - 3 * WINDOW, true);
    task.late(DRIFTING, 12);
    task.unmatched(TaskStatus.FEATURES, 7);
    task.unmatched(TaskStatus.PREDICTIONS, 2);
    task.duplicates(4);
    task.deadLetter("ml-features", "not-avro");
    task.deadLetter("ml-predictions", "unknown-schema-id");
  }
}
