// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.summarize;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.WindowSpec;
import io.tidemark.service.references.LearningSettings;
import io.tidemark.service.references.ReferenceCatalog;
import io.tidemark.service.state.CommitScopedStore;
import io.tidemark.service.state.CommitScopedStoreBuilder;
import io.tidemark.service.state.TaskProgress;
import io.tidemark.service.state.TaskProgressCodec;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.testing.StageDriver;
import io.tidemark.service.topology.message.SummaryMessage;
import io.tidemark.service.topology.message.TaskWatermark;
import io.tidemark.service.topology.names.StreamNames.Stores;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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

  private final TaskProgress progress = new TaskProgress();
  private final StageDriver<List<Observation>, SummaryMessage> driver =
      new StageDriver<>(
          new WithProgress(
              new SummarizeStage(
                  WindowSpec.tumbling(10_000, 0),
                  1,
                  new ReferenceCatalog(),
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
