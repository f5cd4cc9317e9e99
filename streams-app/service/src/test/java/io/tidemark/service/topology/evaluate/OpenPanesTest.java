// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.evaluate.CloseReason;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.PerModel;
import io.tidemark.core.observation.Population;
import io.tidemark.core.observation.Segment;
import io.tidemark.core.observation.WindowSpec;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.summary.SummaryCodec;
import io.tidemark.core.summary.WindowSummary;
import io.tidemark.service.state.CommitScopedRecords;
import io.tidemark.service.state.StateMismatchException;
import io.tidemark.service.state.TestStore;
import io.tidemark.service.status.ServiceStatus;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Panes of 10 s, across restarts. */
class OpenPanesTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "1");
  private static final WindowSpec TUMBLING = WindowSpec.tumbling(10_000, 2_000);
  private static final byte[] NOTHING =
      SummaryCodec.encode(WindowSummary.of(ReferenceProfile.none(MODEL)), 1 << 20).get(0);

  private final TestStore durable = new TestStore();
  private CommitScopedRecords<WindowPart> store;
  private ServiceStatus status;
  private OpenWindowGauge gauge;
  private OpenPanes panes = start(TUMBLING);

  /** What is in the store is there again, whatever the settings. */
  private OpenPanes start(WindowSpec spec) {
    store = durable.open(new WindowCodec());
    status = new ServiceStatus();
    gauge = new OpenWindowGauge(status.open("1_0"));
    return new OpenPanes(PerModel.same(spec), store, gauge, modelVersion -> Long.MIN_VALUE);
  }

  /** What the status says of the one model version there is. */
  private void assertOpen(int windows, long oldestEndMillis) {
    gauge.report();
    assertThat(status.models()).hasSize(1);
    assertThat(status.models().get(0).openWindows()).isEqualTo(windows);
    assertThat(status.models().get(0).oldestOpenEndMillis()).isEqualTo(oldestEndMillis);
  }

  private void commit() {
    panes.persist();
    store.flushCache();
  }

  private static WindowKey key(String model, long start, String referenceId) {
    return new WindowKey(
        new ModelVersion(model, "1"), new EvaluationWindow(start, start + 10_000), referenceId);
  }

  private void fill(int count, String referenceId) {
    for (int i = 0; i < count; i++) {
      panes.open(key("m" + i, 0, referenceId)).add(NOTHING, 1, Optional.empty());
    }
  }

  @Test
  void hasRoomFor_windowsWithReference_doNotCount() {
    fill(OpenPanes.MAX_WINDOWS, "a reference");

    assertThat(panes.hasRoomFor(key("new", 0, ""))).isTrue();
  }

  @Test
  void hasRoomFor_windowsWithout_countAfterARestartAsBefore_untilTheyClose() {
    fill(OpenPanes.MAX_WINDOWS, "");
    commit();
    assertThat(panes.hasRoomFor(key("new", 0, ""))).isFalse();

    panes = start(TUMBLING);

    assertThat(panes.hasRoomFor(key("new", 0, ""))).isFalse();
    assertThat(panes.hasRoomFor(key("m7", 0, ""))).as("it has one").isTrue();
    assertThat(panes.hasRoomFor(key("new", 0, "a reference"))).isTrue();
    assertThat(panes.makeDue(end -> true, CloseReason.WATERMARK)).hasSize(OpenPanes.MAX_WINDOWS);
    assertThat(panes.hasRoomFor(key("new", 10_000, ""))).as("due, not closed").isFalse();
    panes.closeNext((key, pane) -> {});
    assertThat(panes.hasRoomFor(key("new", 10_000, ""))).isTrue();
  }

  @Test
  void restart_otherSizeOfTheSamePanes_takesThemUp() {
    panes.open(key("churn", 20_000, "")).add(NOTHING, 1, Optional.empty());
    commit();
    assertOpen(1, 30_000);

    panes = start(new WindowSpec(30_000, 10_000, 2_000));

    assertOpen(3, 30_000);
  }

  @Test
  void status_windowsOpenAndClose_tellsHowManyAndTheOldest() {
    Population segment = new Population(MODEL, Segment.of("country", "DE"));
    for (long start : new long[] {20_000, 0, 10_000}) {
      panes.open(key("churn", start, "")).add(NOTHING, 1, Optional.empty());
      panes.open(key("churn", start, "a reference")).add(NOTHING, 1, Optional.empty());
      panes
          .open(new WindowKey(segment, new EvaluationWindow(start, start + 10_000), ""))
          .add(NOTHING, 1, Optional.empty());
    }
    panes
        .open(new WindowKey(segment, new EvaluationWindow(40_000, 50_000), ""))
        .add(NOTHING, 1, Optional.empty());
    assertOpen(3, 10_000);

    panes.makeDue(end -> end <= 20_000, CloseReason.WATERMARK);
    assertOpen(3, 10_000);
    while (panes.nextDue() != null) {
      panes.closeNext((key, pane) -> {});
    }
    assertOpen(1, 30_000);

    panes.makeDue(end -> true, CloseReason.WATERMARK);
    while (panes.nextDue() != null) {
      panes.closeNext((key, pane) -> {});
    }
    gauge.report();
    assertThat(status.models().get(0).hasOpenWindow()).isFalse();
  }

  @Test
  void status_forgottenAfterItsLastWindow_isNotReportedAgain() {
    panes.open(key("churn", 0, "")).add(NOTHING, 1, Optional.empty());
    panes.open(key("other", 0, "")).add(NOTHING, 1, Optional.empty());
    panes.makeDue(end -> true, CloseReason.WATERMARK);
    panes.closeNext((key, pane) -> {});
    panes.open(key("other", 10_000, "")).add(NOTHING, 1, Optional.empty());
    panes.closeNext((key, pane) -> {});

    gauge.forgotten(MODEL);
    gauge.forgotten(new ModelVersion("other", "1"));

    assertOpen(1, 20_000);
    assertThat(status.models().get(0).modelVersion().model()).isEqualTo("other");
  }

  @Test
  void restart_panesOfOtherSettings_saysWhatToDo() {
    panes.open(key("churn", 20_000, "")).add(NOTHING, 1, Optional.empty());
    commit();

    assertThatThrownBy(() -> start(new WindowSpec(3_600_000, 60_000, 2_000)))
        .isInstanceOf(StateMismatchException.class)
        .hasMessageContaining("model churn, version 1")
        .hasMessageContaining("is PT10S long")
        .hasMessageContaining("PT1H long every PT1M")
        .hasMessageContaining("windows.size and windows.advance")
        .hasMessageContaining("kafka.application.id");
  }

  /** As they come from an instance that has not been restarted yet. */
  @Test
  void open_paneOfOtherSettings_isRefused() {
    WindowKey other = new WindowKey(MODEL, new EvaluationWindow(0, 20_000), "");

    assertThatThrownBy(() -> panes.open(other))
        .isInstanceOf(StateMismatchException.class)
        .hasMessageContaining("PT20S");
  }
}
