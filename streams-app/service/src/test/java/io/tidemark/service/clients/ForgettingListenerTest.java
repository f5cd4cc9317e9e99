// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ForgettingListenerTest {

  private static final TopicPartition A = new TopicPartition("t", 0);
  private static final TopicPartition B = new TopicPartition("t", 1);

  private final List<String> told = new ArrayList<>();
  private final Set<TopicPartition> remembered = new HashSet<>(Set.of(A, B));
  private final ForgettingListener listener =
      new ForgettingListener(remembered::removeAll, new Telling());

  @Test
  void partitionsThatCome_areForgotten() {
    listener.onPartitionsAssigned(List.of(A));
    assertThat(remembered).containsExactly(B);
    assertThat(told).containsExactly("assigned [t-0]");
  }

  @Test
  void partitionsThatGo_areForgotten() {
    listener.onPartitionsRevoked(List.of(A));
    listener.onPartitionsLost(List.of(B));
    assertThat(remembered).isEmpty();
    assertThat(told).containsExactly("revoked [t-0]", "lost [t-1]");
  }

  private final class Telling implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      told.add("assigned " + partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      told.add("revoked " + partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      told.add("lost " + partitions);
    }
  }
}
