// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The one place that leans on an internal interface of the runtime: if an upgrade no longer calls
 * the hook at each commit, these tests fail. The driver commits after each record it is given.
 */
class CommitScopedStoreTest {

  private static final String STORE = "texts";
  private final List<String> encoded = new ArrayList<>();
  private final List<String> decoded = new ArrayList<>();
  private TopologyTestDriver driver;

  @AfterEach
  void close() {
    if (driver != null) {
      driver.close();
    }
  }

  @Test
  void put_survivesCommit_isEncodedOncePerCommit() {
    TestInputTopic<String, String> input = start(CommitScopedStore::put);

    input.pipeInput("a", "1");
    input.pipeInput("b", "2");
    input.pipeInput("a", "3");

    assertThat(encoded).containsExactly("a=1", "b=2", "a=3");
  }

  @Test
  void remove_beforeCommit_costsNoByte() {
    TestInputTopic<String, String> input =
        start(
            (store, record) -> {
              store.put(record.key, record.value);
              store.remove(record.key);
            });

    input.pipeInput("a", "1");

    assertThat(encoded).isEmpty();
    assertThat(store().size()).isZero();
  }

  @Test
  void remove_ofVeryManyBeforeCommit_losesNothingThatStays() {
    TestInputTopic<String, String> input =
        start(
            (store, record) -> {
              for (int i = 0; i < 10_000; i++) {
                store.put("k" + i, record.value);
                if (i % 2_000 != 0) {
                  store.remove("k" + i);
                }
              }
            });

    input.pipeInput("a", "1");

    assertThat(encoded).containsExactly("k0=1", "k2000=1", "k4000=1", "k6000=1", "k8000=1");
  }

  @Test
  void forget_afterCommit_keepsWhatIsDurable_andItsRemoval() {
    TestInputTopic<String, String> input =
        start(
            (store, record) -> {
              if (record.value.equals("remove")) {
                store.remove(record.key);
              } else {
                store.put(record.key, record.value);
                store.forget("a");
              }
            });

    input.pipeInput("a", "1");
    assertThat(store().get("a")).isEqualTo("1");
    input.pipeInput("b", "2");
    assertThat(store().get("a")).isNull();
    assertThat(store().size()).isEqualTo(2);
    input.pipeInput("a", "remove");

    assertThat(store().size()).isEqualTo(1);
    store().load();
    assertThat(store().size()).isEqualTo(1);
    assertThat(encoded).containsExactly("a=1", "b=2");
  }

  @Test
  void remove_afterCommit_deletesWhatWasDurable() {
    TestInputTopic<String, String> input =
        start(
            (store, record) -> {
              if (record.value.isEmpty()) {
                store.remove(record.key);
              } else {
                store.put(record.key, record.value);
              }
            });

    input.pipeInput("a", "1");
    input.pipeInput("b", "2");
    input.pipeInput("a", "");
    store().load();

    assertThat(store().size()).isEqualTo(1);
    assertThat(store().get("b")).isEqualTo("2");
  }

  @Test
  void put_afterRemoveInOneCommit_keepsTheLastValue() {
    TestInputTopic<String, String> input =
        start(
            (store, record) -> {
              store.remove(record.key);
              store.put(record.key, record.value);
            });

    input.pipeInput("a", "1");
    input.pipeInput("a", "2");
    store().load();

    assertThat(store().get("a")).isEqualTo("2");
  }

  @Test
  void load_decodesWhatCommitsWrote() {
    TestInputTopic<String, String> input = start(CommitScopedStore::put);

    input.pipeInput("a", "1");
    store().load();

    assertThat(decoded).containsExactly("a=1");
    assertThat(store().get("a")).isEqualTo("1");
  }

  @Test
  void beforeCommit_runsFirst_andItsChangesAreWritten() {
    TestInputTopic<String, String> input =
        start(
            (store, record) -> store.beforeCommit(() -> store.put("added", "by " + record.value)));

    input.pipeInput("a", "1");

    assertThat(encoded).containsExactly("added=by 1");
  }

  @Test
  void withLoggingDisabled_isRefused() {
    assertThatThrownBy(() -> builder().withLoggingDisabled())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(STORE);
  }

  private CommitScopedStore<String, String> store() {
    @SuppressWarnings("unchecked")
    CommitScopedStore<String, String> store =
        (CommitScopedStore<String, String>) driver.getStateStore(STORE);
    return store;
  }

  private CommitScopedStoreBuilder<String, String> builder() {
    return new CommitScopedStoreBuilder<>(STORE, new RecordingCodec());
  }

  private interface Action extends BiConsumer<CommitScopedStore<String, String>, KeyAndValue> {}

  private record KeyAndValue(String key, String value) {}

  private interface Put {
    void accept(CommitScopedStore<String, String> store, String key, String value);
  }

  private TestInputTopic<String, String> start(Put put) {
    return start((store, record) -> put.accept(store, record.key, record.value));
  }

  private TestInputTopic<String, String> start(Action action) {
    Topology topology = new Topology();
    topology.addSource("in", "in");
    topology.addProcessor("act", supplier(action), "in");
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "commit-scoped-store-test");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
    config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    driver = new TopologyTestDriver(topology, config);
    return driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
  }

  private ProcessorSupplier<String, String, Void, Void> supplier(Action action) {
    StoreBuilder<CommitScopedStore<String, String>> stores = builder();
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, String, Void, Void> get() {
        return new Acting(action);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(stores);
      }
    };
  }

  private static final class Acting implements Processor<String, String, Void, Void> {
    private final Action action;
    private CommitScopedStore<String, String> store;

    Acting(Action action) {
      this.action = action;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      store = context.getStateStore(STORE);
      store.load();
    }

    @Override
    public void process(Record<String, String> record) {
      action.accept(store, new KeyAndValue(record.key(), record.value()));
    }
  }

  /** Records what the store asks of it; a store encodes a key just before its value. */
  private final class RecordingCodec implements StateCodec<String, String> {
    private String key;

    @Override
    public byte[] encodeKey(String key) {
      this.key = key;
      return key.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String decodeKey(byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public byte[] encodeValue(String value) {
      encoded.add(key + "=" + value);
      return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String decodeValue(String key, byte[] bytes) {
      String value = new String(bytes, StandardCharsets.UTF_8);
      decoded.add(key + "=" + value);
      return value;
    }
  }
}
