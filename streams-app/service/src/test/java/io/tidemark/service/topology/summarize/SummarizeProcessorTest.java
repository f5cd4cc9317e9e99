// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.summarize;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.PerModel;
import io.tidemark.core.observation.Population;
import io.tidemark.core.observation.Segment;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.observation.WindowSpec;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.summary.SummaryCodec;
import io.tidemark.core.summary.WindowSummary;
import io.tidemark.service.references.LearningSettings;
import io.tidemark.service.references.ReferenceCatalog;
import io.tidemark.service.references.WatchedReferences;
import io.tidemark.service.state.CommitScopedStore;
import io.tidemark.service.state.CommitScopedStoreBuilder;
import io.tidemark.service.state.TaskProgress;
import io.tidemark.service.state.TaskProgressCodec;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.testing.SegmentedSample;
import io.tidemark.service.testing.StageDriver;
import io.tidemark.service.topology.message.PartialSummaries;
import io.tidemark.service.topology.message.PartialSummary;
import io.tidemark.service.topology.message.SummaryMessage;
import io.tidemark.service.topology.message.TaskWatermark;
import io.tidemark.service.topology.names.StreamNames.Stores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SummarizeProcessorTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private static final List<Segment> SEGMENTS =
      List.of(
          Segment.of("country", "DE"),
          Segment.of("country", "FR"),
          new Segment(List.of("tier", "country"), List.of("gold", "DE")));

  private final ReferenceCatalog catalog = new ReferenceCatalog();
  private final TaskProgress progress = new TaskProgress();
  private final StageDriver<List<Observation>, SummaryMessage> driver =
      new StageDriver<>(
          new WithProgress(
              new SummarizeStage(
                  PerModel.same(WindowSpec.tumbling(10_000, 0)),
                  1,
                  new WatchedReferences(
                      catalog, new PerModel<>(true, Map.of("off", false), Map.of())),
                  LearningSettings.off(),
                  new ServiceStatus(),
                  new CommitScopedStoreBuilder<>(Stores.OBSERVE_PROGRESS, new TaskProgressCodec())),
              progress),
          1_000);

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void watermark_unchanged_isSentOnce() {
    driver.ticks(60, SECOND);

    assertThat(driver.forwarded())
        .containsExactly(new TaskWatermark(0, 1, TaskProgress.NONE, false));
  }

  @Test
  void watermark_idle_isSentAgainAndAgain() {
    progress.idle(true);
    driver.ticks(1 + 3 * (int) SummarizeProcessor.IDLE_REPEAT.toSeconds(), SECOND);

    assertThat(driver.forwarded())
        .hasSize(4)
        .containsOnly(new TaskWatermark(0, 1, TaskProgress.NONE, true));
  }

  @Test
  void wokenTask_saysSoBeforeWhatItSends() {
    progress.idle(true);
    driver.ticks(1, SECOND);
    progress.idle(false);
    driver.pipe(observations(new ModelVersion("credit", "1"), 1));

    assertThat(driver.forwarded()).hasSizeGreaterThan(2);
    assertThat(driver.forwarded().get(0))
        .isEqualTo(new TaskWatermark(0, 1, TaskProgress.NONE, true));
    assertThat(driver.forwarded().get(1))
        .isEqualTo(new TaskWatermark(0, 1, TaskProgress.NONE, false));
    assertThat(driver.forwarded().get(2)).isInstanceOf(PartialSummaries.class);
  }

  @Test
  void movedTask_whichMayHaveBeenIdleElsewhere_saysThatItIsAwakeBeforeWhatItSends() {
    driver.pipe(observations(new ModelVersion("credit", "1"), 1));

    assertThat(driver.forwarded().get(0))
        .isEqualTo(new TaskWatermark(0, 1, TaskProgress.NONE, false));
    assertThat(driver.forwarded().get(1)).isInstanceOf(PartialSummaries.class);
  }

  private static List<Observation> observations(ModelVersion model, int rows) {
    List<Observation> observations = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      ObservedValues values =
          ObservedValues.builder(ValueLayout.of("x", "country", "tier"))
              .number(0, row)
              .text(1, List.of("DE", "FR", "IT").get(row % 3))
              .text(2, row % 2 == 0 ? "gold" : "tin")
              .build();
      observations.add(new Observation(model, row % 20_000, values, ObservedValues.EMPTY));
    }
    return observations;
  }

  private List<PartialSummary> sent(ModelVersion model) {
    ReferenceProfile reference =
        SegmentedSample.reference(model, 1, observations(model, 300), SEGMENTS);
    catalog.put("whole", reference);
    reference.parts().profiles().forEach(part -> catalog.put(part.segment().toString(), part));
    driver.pipe(observations(model, 500));
    driver.ticks(1, SECOND);
    return driver.forwarded().stream()
        .filter(PartialSummaries.class::isInstance)
        .flatMap(message -> ((PartialSummaries) message).all().stream())
        .toList();
  }

  @Test
  void segments_ofAReference_areSentBesideTheWhole() {
    Map<String, Long> observations = new TreeMap<>();
    for (PartialSummary partial : sent(new ModelVersion("credit", "1"))) {
      observations.merge(partial.population().segmentText(), partial.observations(), Long::sum);
      WindowSummary summary =
          WindowSummary.of(catalog.find(partial.population(), partial.referenceId()).orElseThrow());
      SummaryCodec.mergeInto(summary, partial.chunk());
      assertThat(summary.observations()).isEqualTo(partial.observations());
    }

    assertThat(observations)
        .isEqualTo(
            Map.of("", 500L, "country=DE", 167L, "country=FR", 167L, "tier=gold,country=DE", 84L));
  }

  @Test
  void segments_switchedOffForAModel_areNotSent() {
    assertThat(sent(new ModelVersion("off", "1")))
        .extracting(PartialSummary::population)
        .containsOnly(Population.whole(new ModelVersion("off", "1")));
  }

  /** Does what the join does in the topology: owns the progress, and has a commit every tick. */
  private record WithProgress(SummarizeStage stage, TaskProgress progress)
      implements ProcessorSupplier<Void, List<Observation>, byte[], SummaryMessage> {

    @Override
    public Processor<Void, List<Observation>, byte[], SummaryMessage> get() {
      Processor<Void, List<Observation>, byte[], SummaryMessage> summarize = stage.get();
      return new Processor<>() {
        @Override
        public void init(ProcessorContext<byte[], SummaryMessage> context) {
          CommitScopedStore<String, TaskProgress> store =
              context.getStateStore(Stores.OBSERVE_PROGRESS);
          store.put("progress", progress);
          context.schedule(SECOND, PunctuationType.WALL_CLOCK_TIME, now -> {});
          summarize.init(context);
        }

        @Override
        public void process(Record<Void, List<Observation>> record) {
          summarize.process(record);
        }
      };
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return stage.stores();
    }
  }
}
