// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import java.util.Collection;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/**
 * Has partitions forgotten when they come or go, then tells another listener.
 *
 * @param forget told first
 * @param next told as well
 */
record ForgettingListener(
    Consumer<Collection<TopicPartition>> forget, ConsumerRebalanceListener next)
    implements ConsumerRebalanceListener {

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    forget.accept(partitions);
    next.onPartitionsAssigned(partitions);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    forget.accept(partitions);
    next.onPartitionsRevoked(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    forget.accept(partitions);
    next.onPartitionsLost(partitions);
  }
}
