// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
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
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

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
  private final AtomicBoolean revive = new AtomicBoolean();
  private final TopologyTestDriver driver;
  private final TestInputTopic<Void, I> input;
  private long wallClockMillis;

  /** A driver of a stage at a wall-clock time. */
  public StageDriver(ProcessorSupplier<?, I, ?, O> stage, long wallClockMillis) {
    this.wallClockMillis = wallClockMillis;
    Topology topology = new Topology();
    Deserializer<I> byPosition = (topic, bytes) -> passing.get(ByteBuffer.wrap(bytes).getInt());
    topology.addSource("source", new VoidDeserializer(), byPosition, "in");
    topology.addProcessor("stage", new Revivable<>(stage, revive), "source");
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

  /**
   * Hands one object to the stage after it was closed and set up again, as the runtime does with
   * the processors of a task whose state it no longer trusts.
   */
  public void reviveAndPipe(I value, long recordMillis) {
    revive.set(true);
    pipe(value, recordMillis);
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

  /** Hands out a stage's processors, and revives one when that is asked for. */
  private record Revivable<K, V, K2, V2>(
      ProcessorSupplier<K, V, K2, V2> stage, AtomicBoolean revive)
      implements ProcessorSupplier<K, V, K2, V2> {

    @Override
    public Processor<K, V, K2, V2> get() {
      Processor<K, V, K2, V2> processor = stage.get();
      return new Processor<>() {
        private ProcessorContext<K2, V2> context;

        @Override
        public void init(ProcessorContext<K2, V2> given) {
          context = given;
          processor.init(context);
        }

        @Override
        public void process(Record<K, V> record) {
          if (revive.getAndSet(false)) {
            processor.close();
            processor.init(context);
          }
          processor.process(record);
        }

        @Override
        public void close() {
          processor.close();
        }
      };
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return stage.stores();
    }
  }

  private record Collect<V>(List<V> into) implements Processor<Object, V, Void, Void> {
    @Override
    public void process(Record<Object, V> record) {
      into.add(record.value());
    }
  }
}
