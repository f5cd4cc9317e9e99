// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.clients.CommitPace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class PacedStageTest {

  private static final Duration TICK = Duration.ofMillis(30);
  private static final StoreBuilder<?> STORE =
      Stores.keyValueStoreBuilder(
          Stores.inMemoryKeyValueStore("store"), Serdes.String(), Serdes.String());

  private final List<String> calls = new ArrayList<>();
  private final MockProcessorContext<String, String> context = new MockProcessorContext<>();
  private boolean due;
  private final PacedStage<String, String, String, String> stage =
      new PacedStage<>(new Stage(), new Pace());

  @Test
  void tick_commitsWhenDue_andOnlyThen() {
    stage.get().init(context);
    CapturedPunctuator ticks = context.scheduledPunctuators().get(0);
    assertThat(ticks.getInterval()).isEqualTo(TICK);
    assertThat(ticks.getType()).isEqualTo(PunctuationType.WALL_CLOCK_TIME);

    ticks.getPunctuator().punctuate(0);
    assertThat(context.committed()).isFalse();

    due = true;
    ticks.getPunctuator().punctuate(30);
    assertThat(context.committed()).isTrue();
  }

  @Test
  void revived_asksOnceATick() {
    Processor<String, String, String, String> processor = stage.get();
    processor.init(context);
    processor.close();
    processor.init(context);

    assertThat(context.scheduledPunctuators())
        .extracting(CapturedPunctuator::cancelled)
        .containsExactly(true, false);
  }

  @Test
  void everythingElse_isTheStages() {
    Processor<String, String, String, String> processor = stage.get();
    processor.init(context);
    processor.process(new Record<>("key", "value", 0));
    processor.close();

    assertThat(calls).containsExactly("init", "process value", "close");
    assertThat(stage.stores()).containsExactly(STORE);
  }

  private final class Pace implements CommitPace {
    @Override
    public boolean due() {
      return due;
    }

    @Override
    public Duration tick() {
      return TICK;
    }
  }

  private final class Stage implements ProcessorSupplier<String, String, String, String> {
    @Override
    public Processor<String, String, String, String> get() {
      return new Processor<>() {
        @Override
        public void init(ProcessorContext<String, String> given) {
          calls.add("init");
        }

        @Override
        public void process(Record<String, String> record) {
          calls.add("process " + record.value());
        }

        @Override
        public void close() {
          calls.add("close");
        }
      };
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(STORE);
    }
  }
}
