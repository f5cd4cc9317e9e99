// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.VoidDeserializer;
import org.apache.kafka.common.serialization.VoidSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Runs one stage in the runtime's own driver: live objects go in, what the stage forwards comes
 * out, both clocks are moved by hand. Commits after each record and each move of the wall clock.
 *
 * @param <I> what the stage takes
 * @param <O> what it forwards
 */
public final class StageDriver<I, O> implements AutoCloseable {

  private final List<I> passing = new ArrayList<>();
  private final List<O> forwarded = new ArrayList<>();
  private final TopologyTestDriver driver;
  private final TestInputTopic<Void, I> input;
  private long wallClockMillis;

  /** A driver of a stage at a wall-clock time. */
  public StageDriver(ProcessorSupplier<?, I, ?, O> stage, long wallClockMillis) {
    this.wallClockMillis = wallClockMillis;
    Topology topology = new Topology();
    Deserializer<I> byPosition = (topic, bytes) -> passing.get(ByteBuffer.wrap(bytes).getInt());
    topology.addSource("source", new VoidDeserializer(), byPosition, "in");
    topology.addProcessor("stage", stage, "source");
    topology.addProcessor("collect", () -> new Collect<>(forwarded), "stage");
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "stage-driver");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
    driver = new TopologyTestDriver(topology, config, Instant.ofEpochMilli(wallClockMillis));
    Serializer<I> toPosition = (topic, value) -> position(value);
    input = driver.createInputTopic("in", new VoidSerializer(), toPosition);
  }

  private byte[] position(I value) {
    passing.add(value);
    return ByteBuffer.allocate(Integer.BYTES).putInt(passing.size() - 1).array();
  }

  /** Hands one object to the stage, in a record of now, then commits. */
  public void pipe(I value) {
    pipe(value, wallClockMillis);
  }

  /** Hands one object of a record time to the stage, then commits. */
  public void pipe(I value, long recordMillis) {
    input.pipeInput(null, value, recordMillis);
  }

  /** Moves the wall clock on by so many ticks; each runs the punctuations, then commits. */
  public void ticks(int count, Duration tick) {
    for (int i = 0; i < count; i++) {
      wallClockMillis += tick.toMillis();
      driver.advanceWallClockTime(tick);
    }
  }

  /** What the stage has forwarded so far, in order. */
  public List<O> forwarded() {
    return forwarded;
  }

  /** How many records the log of a store has had since this was last asked. */
  public int logged(String store) {
    String topic = "stage-driver-" + store + "-changelog";
    if (!driver.producedTopicNames().contains(topic)) {
      return 0;
    }
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    return driver.createOutputTopic(topic, bytes, bytes).readRecordsToList().size();
  }

  /** A store of the stage. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // As the driver's own.
  public <S extends StateStore> S store(String name) {
    return (S) driver.getStateStore(name);
  }

  @Override
  public void close() {
    driver.close();
  }

  private record Collect<V>(List<V> into) implements Processor<Object, V, Void, Void> {
    @Override
    public void process(Record<Object, V> record) {
      into.add(record.value());
    }
  }
}
