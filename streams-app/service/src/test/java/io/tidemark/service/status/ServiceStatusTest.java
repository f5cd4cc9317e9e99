// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.status;

import static io.tidemark.service.status.SampleDecisions.WINDOW;
import static io.tidemark.service.status.SampleDecisions.alert;
import static io.tidemark.service.status.SampleDecisions.numeric;
import static io.tidemark.service.status.SampleDecisions.trigger;
import static io.tidemark.service.status.SampleDecisions.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.decide.AlertEvent.Severity;
import io.tidemark.core.decide.AlertEvent.State;
import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.evaluate.CloseReason;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import io.tidemark.core.observation.Segment;
import io.tidemark.service.status.ModelCounters.AlertKind;
import io.tidemark.service.status.StatusCounters.DeadLetterKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ServiceStatusTest {

  private static final ModelVersion FRAUD = new ModelVersion("fraud", "1");
  private static final ModelVersion CHURN = new ModelVersion("churn", "7");

  private final ServiceStatus service = new ServiceStatus();

  @Test
  void windowClosed_twoWindows_keepsTheLastAndAHistory() {
    TaskStatus task = service.open("1_0");
    task.windowClosed(window(FRAUD, WINDOW, DriftVerdict.STABLE));
    WindowVerdict second = drifting(FRAUD, 2 * WINDOW);
    task.windowClosed(second);

    ModelStatus model = service.models().get(0);
    assertThat(model.latest()).isSameAs(second);
    assertThat(model.history())
        .extracting(WindowOutcome::verdict)
        .containsExactly(DriftVerdict.STABLE, DriftVerdict.DRIFT);
    assertThat(counters(FRAUD).windowsClosed())
        .containsEntry(CloseReason.WATERMARK, 2L)
        .containsEntry(CloseReason.IDLE, 0L);
  }

  @Test
  void windowClosed_manyWindows_boundsTheHistory() {
    TaskStatus task = service.open("1_0");
    int windows = ModelStatus.HISTORY + 5;
    for (int i = 1; i <= windows; i++) {
      task.windowClosed(window(FRAUD, i * WINDOW, DriftVerdict.STABLE));
    }
    List<WindowOutcome> history = service.models().get(0).history();
    assertThat(history).hasSize(ModelStatus.HISTORY);
    assertThat(history.get(history.size() - 1).window().endMillis()).isEqualTo(windows * WINDOW);
  }

  @Test
  void close_publishedTask_withdrawsGaugesAndKeepsCounters() {
    TaskStatus gone = service.open("1_0");
    gone.windowClosed(drifting(FRAUD, WINDOW));
    gone.alert(alert(FRAUD, WINDOW, State.FIRING, Severity.CRITICAL));
    gone.trigger(trigger(drifting(FRAUD, WINDOW)));
    gone.openWindows(FRAUD, 2, 3 * WINDOW);
    gone.inputWatermark(0, 123, false);
    gone.observed(FRAUD, 10);
    TaskStatus stays = service.open("1_1");
    stays.windowClosed(window(CHURN, WINDOW, DriftVerdict.STABLE));
    stays.inputWatermark(1, 456, true);

    gone.close();
    gone.close();

    assertThat(service.models()).extracting(ModelStatus::modelVersion).containsExactly(CHURN);
    assertThat(service.partitions()).containsExactly(new PartitionStatus(1, 456, true));
    assertThat(counters(FRAUD).observations()).isEqualTo(10);
    assertThat(counters(FRAUD).triggers()).isEqualTo(1);
    assertThat(counters(FRAUD).alerts())
        .containsEntry(new AlertKind(Severity.CRITICAL, State.FIRING), 1L);
    assertThat(service.recentAlerts()).hasSize(1);
    assertThat(service.recentTriggers()).hasSize(1);
  }

  @Test
  void close_stragglingWrites_publishNothing() {
    TaskStatus task = service.open("1_0");
    task.close();
    task.windowClosed(drifting(FRAUD, WINDOW));
    task.inputWatermark(0, 1, false);
    assertThat(service.models()).isEmpty();
    assertThat(service.partitions()).isEmpty();
  }

  @Test
  void alert_firingThenResolved_followsTheState() {
    TaskStatus task = service.open("1_0");
    task.alert(alert(FRAUD, WINDOW, State.PENDING, Severity.WARNING));
    assertThat(service.models().get(0).gravest()).isNull();
    task.alert(alert(FRAUD, 2 * WINDOW, State.FIRING, Severity.WARNING));
    assertThat(service.models().get(0).gravest()).isEqualTo(Severity.WARNING);
    task.alert(alert(FRAUD, 3 * WINDOW, State.FIRING, Severity.CRITICAL));
    assertThat(service.models().get(0).isFiring(Severity.CRITICAL)).isTrue();
    assertThat(service.models().get(0).isFiring(Severity.WARNING)).isFalse();
    task.alert(alert(FRAUD, 4 * WINDOW, State.RESOLVED, Severity.CRITICAL));
    assertThat(service.models().get(0).firing()).isEmpty();
    assertThat(service.recentAlerts())
        .extracting(event -> event.window().endMillis())
        .containsExactly(4 * WINDOW, 3 * WINDOW, 2 * WINDOW, WINDOW);
  }

  @Test
  void segments_standApart_andCountNoWindows() {
    Segment german = Segment.of("country", "DE");
    TaskStatus task = service.open("1_0");
    WindowVerdict verdict = SampleDecisions.window(FRAUD, WINDOW, DriftVerdict.DRIFT);
    task.windowClosed(verdict);
    task.windowClosed(SampleDecisions.of(german, verdict));
    task.alert(
        SampleDecisions.of(
            german, SampleDecisions.alert(FRAUD, WINDOW, State.FIRING, Severity.CRITICAL)));

    assertThat(service.models()).extracting(ModelStatus::modelVersion).containsExactly(FRAUD);
    assertThat(service.models().get(0).firing()).isEmpty();
    assertThat(service.segments(FRAUD)).hasSize(1);
    assertThat(service.segments().get(0).population()).isEqualTo(new Population(FRAUD, german));
    assertThat(service.segments().get(0).isFiring(Severity.CRITICAL)).isTrue();
    assertThat(service.counters().models().get(FRAUD).windowsClosed().values())
        .containsOnly(1L, 0L);
    task.retire(FRAUD);
    assertThat(service.segments()).isEmpty();
  }

  @Test
  void firing_restoredState_showsWithoutCounting() {
    TaskStatus task = service.open("1_0");
    task.firing(Population.whole(FRAUD), "alert-1", Severity.CRITICAL);
    assertThat(service.models().get(0).isFiring(Severity.CRITICAL)).isTrue();
    assertThat(service.recentAlerts()).isEmpty();
    assertThat(service.counters().models()).isEmpty();
  }

  @Test
  void recentAlerts_manyEvents_areBounded() {
    TaskStatus task = service.open("1_0");
    for (int i = 1; i <= ServiceStatus.RECENT + 1; i++) {
      task.alert(alert(FRAUD, i * WINDOW, State.FIRING, Severity.WARNING));
    }
    assertThat(service.recentAlerts()).hasSize(ServiceStatus.RECENT);
    assertThat(service.recentAlerts().get(0).window().endMillis())
        .isEqualTo((ServiceStatus.RECENT + 1) * WINDOW);
  }

  @Test
  void models_sharedByTwoProcessorsOfATask_areMerged() {
    TaskStatus merge = service.open("1_0");
    TaskStatus judge = service.open("1_0");
    merge.openWindows(FRAUD, 2, 5 * WINDOW);
    judge.windowClosed(drifting(FRAUD, WINDOW));
    judge.openWindows(FRAUD, 1, 4 * WINDOW);

    assertThat(service.models()).hasSize(1);
    ModelStatus model = service.models().get(0);
    assertThat(model.latest()).isNotNull();
    assertThat(model.openWindows()).isEqualTo(3);
    assertThat(model.oldestOpenEndMillis()).isEqualTo(4 * WINDOW);
  }

  @Test
  void openWindows_noneLeft_clearsTheOldestEnd() {
    TaskStatus task = service.open("1_0");
    task.openWindows(FRAUD, 1, WINDOW);
    task.openWindows(FRAUD, 0, WINDOW);
    assertThat(service.models().get(0).hasOpenWindow()).isFalse();
    task.retire(FRAUD);
    assertThat(service.models()).isEmpty();
  }

  @Test
  void counters_everythingCounted_isSummedByItsKey() {
    TaskStatus task = service.open("0_0");
    task.observed(FRAUD, 5);
    task.observed(CHURN, 1);
    task.late(FRAUD, 2);
    task.unmatched(TaskStatus.PREDICTIONS, 3);
    task.givenUp(TaskStatus.PREDICTIONS, 2);
    task.duplicates(4);
    task.forgottenIds(6);
    task.deadLetter("ml-features", "not-avro");
    task.deadLetter("ml-features", "not-avro");
    StatusCounters counters = service.counters();
    assertThat(counters.models().get(FRAUD).observations()).isEqualTo(5);
    assertThat(counters.models().get(FRAUD).late()).isEqualTo(2);
    assertThat(counters.models().get(CHURN).observations()).isEqualTo(1);
    assertThat(service.observations()).isEqualTo(6);
    assertThat(counters.unmatched()).containsEntry("features", 0L).containsEntry("predictions", 3L);
    assertThat(counters.givenUp()).containsEntry("features", 0L).containsEntry("predictions", 2L);
    assertThat(counters.duplicates()).isEqualTo(4);
    assertThat(counters.forgottenIds()).isEqualTo(6);
    assertThat(counters.deadLetters())
        .containsEntry(new DeadLetterKind("ml-features", "not-avro"), 2L);
  }

  @Test
  void counters_moreModelsThanTheLimit_countTheRestTogether() {
    ServiceStatus small = new ServiceStatus(2);
    TaskStatus task = small.open("0_0");
    for (int i = 0; i < 5; i++) {
      task.observed(new ModelVersion("model-" + i, "1"), 1);
    }
    assertThat(small.counters().models()).hasSize(3);
    assertThat(small.counters().models().get(StatusCounters.OTHER).observations()).isEqualTo(3);
  }

  @Test
  void counters_manyThreads_loseNothing() throws Exception {
    int threads = 4;
    int rounds = 10_000;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        TaskStatus task = service.open("0_" + t);
        running.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < rounds; i++) {
                    task.observed(FRAUD, 1);
                    task.openWindows(FRAUD, 1, i);
                  }
                }));
      }
      for (Future<?> done : running) {
        assertThat(service.models()).hasSizeLessThanOrEqualTo(1);
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(counters(FRAUD).observations()).isEqualTo((long) threads * rounds);
    assertThat(service.models().get(0).openWindows()).isEqualTo(threads);
  }

  private ModelCounters counters(ModelVersion modelVersion) {
    return service.counters().models().get(modelVersion);
  }

  private static WindowVerdict drifting(ModelVersion modelVersion, long endMillis) {
    return window(
        modelVersion,
        endMillis,
        DriftVerdict.DRIFT,
        numeric("amount", DriftVerdict.DRIFT, 0.4, 0.6),
        numeric("age", DriftVerdict.STABLE, 0.02, 0.01));
  }
}
