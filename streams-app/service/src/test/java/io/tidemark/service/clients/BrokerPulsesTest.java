// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.clients.FreshLag.Moment;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class BrokerPulsesTest {

  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final Duration PATIENCE = FetchPulse.patience(WAIT);
  private static final Node ONE = new Node(1, "a", 9092);
  private static final Node TWO = new Node(2, "b", 9092);
  private static final TopicPartition ON_ONE = new TopicPartition("t", 0);
  private static final TopicPartition ON_TWO = new TopicPartition("t", 1);
  private static final TopicPartition ON_NONE = new TopicPartition("t", 2);

  private final AtomicLong clock = new AtomicLong();
  private final Counted consumer = new Counted();
  private final BrokerPulses pulses = new BrokerPulses(consumer, false, WAIT, clock::get);

  @Test
  void beats_whileOneBrokerIsAway_isTrueForTheOther() {
    consumer.answered(1);
    consumer.answered(2);
    assertThat(pulses.beats(ON_ONE)).isTrue();
    assertThat(pulses.beats(ON_TWO)).isTrue();

    clock.addAndGet(PATIENCE.toNanos() + 1);
    consumer.answered(2);

    assertThat(pulses.beats(ON_ONE)).isFalse();
    assertThat(pulses.beats(ON_TWO)).isTrue();
  }

  @Test
  void beats_beforeTheFirstConnection_isFalse() {
    assertThat(pulses.beats(ON_ONE)).isFalse();
    consumer.answered(1);
    assertThat(pulses.beats(ON_ONE)).isTrue();
  }

  @Test
  void beats_whenAnotherBrokerTakesOver_listensToThatOne() {
    consumer.answered(1);
    assertThat(pulses.beats(ON_ONE)).isTrue();
    clock.addAndGet(PATIENCE.toNanos() + 1);
    consumer.answered(2);
    consumer.leaders(TWO, TWO);

    assertThat(pulses.beats(ON_ONE)).isTrue();
  }

  @Test
  void beats_partitionWithoutLeaderOrOfAnUnknownTopic_isFalse() {
    consumer.answered(1);
    consumer.answered(2);
    assertThat(pulses.beats(ON_NONE)).isFalse();
    assertThat(pulses.now(ON_NONE).isKnown()).isFalse();
    assertThat(pulses.beats(new TopicPartition("gone", 0))).isFalse();
  }

  @Test
  void beats_whereReplicasAreRead_countsTheFetchesOfAll() {
    BrokerPulses ofAll = new BrokerPulses(consumer, true, WAIT, clock::get);
    consumer.answered(2);
    assertThat(ofAll.beats(ON_ONE)).isFalse();
    consumer.fetched();
    assertThat(ofAll.beats(ON_ONE)).isTrue();
    assertThat(ofAll.beats(ON_NONE)).isTrue();
  }

  @Test
  void now_countsTheAnswersOfTheLeader() {
    consumer.answered(1);
    consumer.answered(1);
    consumer.answered(2);

    assertThat(pulses.now(ON_ONE)).isEqualTo(new Moment(1, 2));
    assertThat(pulses.now(ON_TWO)).isEqualTo(new Moment(2, 1));
  }

  @Test
  void now_whereReplicasAreRead_countsTheWaitsThatHavePassed() {
    BrokerPulses ofAll = new BrokerPulses(consumer, true, WAIT, clock::get);
    assertThat(ofAll.now(ON_ONE).isKnown()).isFalse();
    consumer.fetched();
    Moment before = ofAll.now(ON_ONE);
    for (int i = 0; i < 10; i++) {
      consumer.fetched(); // Of one broker; it says nothing of the others.
    }
    assertThat(ofAll.now(ON_ONE)).isEqualTo(before);

    clock.addAndGet(3 * WAIT.toNanos());
    assertThat(ofAll.now(ON_ONE).answers()).isEqualTo(before.answers() + 3);

    clock.addAndGet(2 * PATIENCE.toNanos());
    assertThat(ofAll.now(ON_ONE).isKnown()).isFalse();
  }

  /** Has the metrics of a real consumer that has talked to two brokers. */
  private static final class Counted extends MockConsumer<byte[], byte[]> {

    private final Map<MetricName, Counter> counters = new HashMap<>();
    private List<PartitionInfo> partitions;

    Counted() {
      super("earliest");
      leaders(ONE, TWO);
    }

    void leaders(Node first, Node second) {
      partitions = List.of(led(0, first), led(1, second), led(2, Node.noNode()), led(3, null));
    }

    private static PartitionInfo led(int partition, Node leader) {
      return new PartitionInfo("t", partition, leader, new Node[0], new Node[0]);
    }

    void answered(int node) {
      count("response-total", "consumer-node-metrics", Map.of("node-id", "node-" + node));
      count("response-total", "consumer-metrics", Map.of());
    }

    void fetched() {
      count("fetch-total", "consumer-fetch-manager-metrics", Map.of());
    }

    private void count(String name, String group, Map<String, String> tags) {
      counters
          .computeIfAbsent(new MetricName(name, group, "", tags), Counter::new)
          .value
          .incrementAndGet();
    }

    @Override
    public Map<MetricName, ? extends Metric> metrics() {
      return counters;
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
      if (!topic.equals("t")) {
        throw new TimeoutException("unknown");
      }
      return partitions;
    }
  }

  private static final class Counter implements Metric {

    private final MetricName name;
    private final AtomicLong value = new AtomicLong();

    Counter(MetricName name) {
      this.name = name;
    }

    @Override
    public MetricName metricName() {
      return name;
    }

    @Override
    public Object metricValue() {
      return (double) value.get();
    }
  }
}
