// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import java.util.Collection;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/**
 * Removes partitions from a set when they come or go, then tells another listener.
 *
 * @param next told as well
 * @param remembered what is known of partitions
 */
record ForgettingListener(ConsumerRebalanceListener next, Set<TopicPartition> remembered)
    implements ConsumerRebalanceListener {

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    remembered.removeAll(partitions);
    next.onPartitionsAssigned(partitions);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    remembered.removeAll(partitions);
    next.onPartitionsRevoked(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    remembered.removeAll(partitions);
    next.onPartitionsLost(partitions);
  }
}
