// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;

/**
 * Transactions that are open in a partition and over for their coordinator: the broker lost the end
 * of them, readers of committed records wait for it for ever, and no client can do anything. This
 * is what {@code kafka-transactions.sh find-hanging} and {@code abort} do for an operator.
 */
final class HangingTransactions {

  private static final Set<TransactionState> OVER =
      EnumSet.of(
          TransactionState.EMPTY,
          TransactionState.COMPLETE_ABORT,
          TransactionState.COMPLETE_COMMIT);

  private HangingTransactions() {}

  /**
   * Aborts those that are found hanging twice, with a pause between.
   *
   * @param pause longer than any transaction of a living client may take
   * @return in how many partitions
   */
  static int abort(String bootstrapServers, Duration pause, Pause waiting)
      throws InterruptedException, IOException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Set<Open> hanging = find(admin);
      if (hanging.isEmpty()) {
        return 0;
      }
      waiting.pause(pause);
      hanging.retainAll(find(admin));
      for (Open open : hanging) {
        admin
            .abortTransaction(
                new AbortTransactionSpec(
                    open.partition, open.producerId, open.epoch, open.coordinatorEpoch))
            .all()
            .get();
      }
      return hanging.size();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<Open> find(Admin admin) throws InterruptedException, ExecutionException {
    Set<Open> hanging = new HashSet<>();
    Map<TopicPartition, List<ProducerState>> producers = new HashMap<>();
    admin
        .describeProducers(partitions(admin))
        .all()
        .get()
        .forEach((partition, state) -> producers.put(partition, state.activeProducers()));
    Set<Long> over = new HashSet<>();
    for (TransactionListing transaction : admin.listTransactions().all().get()) {
      if (OVER.contains(transaction.state())) {
        over.add(transaction.producerId());
      }
    }
    producers.forEach(
        (partition, states) -> {
          for (ProducerState state : states) {
            if (state.currentTransactionStartOffset().isPresent()
                && over.contains(state.producerId())) {
              hanging.add(Open.of(partition, state));
            }
          }
        });
    return hanging;
  }

  private static List<TopicPartition> partitions(Admin admin)
      throws InterruptedException, ExecutionException {
    Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
    List<TopicPartition> partitions = new ArrayList<>();
    admin
        .describeTopics(topics)
        .allTopicNames()
        .get()
        .forEach(
            (topic, description) ->
                description
                    .partitions()
                    .forEach(
                        partition ->
                            partitions.add(new TopicPartition(topic, partition.partition()))));
    return partitions;
  }

  /** Waits while the instances live. */
  @FunctionalInterface
  interface Pause {
    void pause(Duration time) throws InterruptedException, IOException;
  }

  private record Open(
      TopicPartition partition,
      long producerId,
      short epoch,
      int coordinatorEpoch,
      long startOffset) {

    static Open of(TopicPartition partition, ProducerState state) {
      return new Open(
          partition,
          state.producerId(),
          (short) state.producerEpoch(),
          state.coordinatorEpoch().orElse(0),
          state.currentTransactionStartOffset().getAsLong());
    }
  }
}
