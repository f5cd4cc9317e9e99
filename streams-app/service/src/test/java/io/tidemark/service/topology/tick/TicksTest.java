// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.tick;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class TicksTest {

  private static final Instant START = Instant.ofEpochMilli(1_700_000_000_123L);

  private final List<Long> calls = new ArrayList<>();

  @Test
  void every_callsAtMultiplesOfTheInterval_wheneverTheTaskBegan() {
    try (TopologyTestDriver driver = new TopologyTestDriver(topology(), new Properties(), START)) {
      driver.advanceWallClockTime(Duration.ofMillis(126));
      assertThat(calls).isEmpty();

      driver.advanceWallClockTime(Duration.ofMillis(1));
      driver.advanceWallClockTime(Duration.ofMillis(249));
      assertThat(calls).containsExactly(1_700_000_000_250L);

      driver.advanceWallClockTime(Duration.ofMillis(1));
      assertThat(calls).containsExactly(1_700_000_000_250L, 1_700_000_000_500L);
    }
  }

  @Test
  void every_doesNotMakeUpForWhatWasMissed() {
    try (TopologyTestDriver driver = new TopologyTestDriver(topology(), new Properties(), START)) {
      driver.advanceWallClockTime(Duration.ofSeconds(1));
      assertThat(calls).containsExactly(1_700_000_001_123L);

      driver.advanceWallClockTime(Duration.ofMillis(127));
      assertThat(calls).containsExactly(1_700_000_001_123L, 1_700_000_001_250L);
    }
  }

  private Topology topology() {
    return new Topology()
        .addSource("source", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "topic")
        .addProcessor("processor", Ticking::new, "source");
  }

  private final class Ticking implements Processor<byte[], byte[], Void, Void> {
    @Override
    public void init(ProcessorContext<Void, Void> context) {
      Ticks.every(Duration.ofMillis(250), context, calls::add);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {}
  }
}
