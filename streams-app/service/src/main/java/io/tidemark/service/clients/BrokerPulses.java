// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import io.tidemark.service.clients.FreshLag.Moment;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells whether a consumer still hears from the broker that leads a partition. That others answer
 * says nothing of it: the lag of the partition known last stays at 0 while its broker is away.
 *
 * <p>The leader is the one the consumer knows of; nobody is asked. While none is known, nothing is
 * heard. With {@code client.rack} a partition may be read from a replica, and which one the client
 * does not tell: then brokers are heard while any of them answers, and each is taken to answer once
 * in the time it waits for records. Used by one thread.
 */
final class BrokerPulses {

  private static final String NODE_GROUP = "consumer-node-metrics";
  private static final String NODE_TAG = "node-id";
  private static final String RESPONSES = "response-total";
  private static final String FETCH_GROUP = "consumer-fetch-manager-metrics";
  private static final String FETCHES = "fetch-total";
  private static final int ANY_NODE = -1;

  private final Consumer<?, ?> consumer;
  private final boolean fromReplicas;
  private final Duration wait;
  private final LongSupplier clockNanos;
  private final Map<Integer, Broker> byNode = new HashMap<>();

  private record Broker(Answers answers, FetchPulse pulse) {}

  /**
   * No pulse has been felt yet.
   *
   * @param consumer asked on the thread that polls it
   * @param fromReplicas whether it may read from others than leaders
   * @param wait how long a broker waits for records before it answers that there are none
   * @param clockNanos a clock that never goes back
   */
  BrokerPulses(
      Consumer<?, ?> consumer, boolean fromReplicas, Duration wait, LongSupplier clockNanos) {
    this.consumer = consumer;
    this.fromReplicas = fromReplicas;
    this.wait = wait;
    this.clockNanos = clockNanos;
  }

  /** Whether the broker of an assigned partition has answered of late. */
  boolean beats(TopicPartition partition) {
    Broker broker = broker(partition);
    return broker != null && broker.pulse().beats();
  }

  /** The present of the broker of an assigned partition, unknown while it has none. */
  Moment now(TopicPartition partition) {
    Broker broker = broker(partition);
    if (broker == null || (fromReplicas && !broker.pulse().beats())) {
      return Moment.UNKNOWN;
    }
    long answers =
        fromReplicas ? clockNanos.getAsLong() / wait.toNanos() : broker.answers().getAsLong();
    return new Moment(broker.answers().node, answers);
  }

  private Broker broker(TopicPartition partition) {
    int node = fromReplicas ? ANY_NODE : leader(partition);
    return node == ANY_NODE && !fromReplicas ? null : byNode.computeIfAbsent(node, this::broker);
  }

  private Broker broker(int node) {
    Answers answers = new Answers(node);
    return new Broker(answers, new FetchPulse(FetchPulse.patience(wait), answers, clockNanos));
  }

  private int leader(TopicPartition partition) {
    try {
      for (PartitionInfo info : consumer.partitionsFor(partition.topic(), Duration.ZERO)) {
        Node leader = info.leader();
        if (info.partition() == partition.partition() && leader != null && !leader.isEmpty()) {
          return leader.id();
        }
      }
    } catch (KafkaException e) {
      // The topic is not known any more; what there is to say of it, the next poll says.
    }
    return ANY_NODE;
  }

  /**
   * How often a broker has answered; 0 until its metric exists, which its first connection makes.
   */
  private final class Answers implements LongSupplier {

    private final int node;
    private Metric total;

    Answers(int node) {
      this.node = node;
    }

    @Override
    public long getAsLong() {
      if (total == null) {
        total = find();
      }
      return total == null ? 0 : ((Number) total.metricValue()).longValue();
    }

    private Metric find() {
      for (Metric metric : consumer.metrics().values()) {
        if (counts(metric.metricName())) {
          return metric;
        }
      }
      return null;
    }

    private boolean counts(MetricName name) {
      return node == ANY_NODE
          ? name.name().equals(FETCHES) && name.group().equals(FETCH_GROUP) && isOfAll(name)
          : name.name().equals(RESPONSES)
              && name.group().equals(NODE_GROUP)
              && ("node-" + node).equals(name.tags().get(NODE_TAG));
    }

    private static boolean isOfAll(MetricName name) {
      return !name.tags().containsKey("topic");
    }
  }
}
