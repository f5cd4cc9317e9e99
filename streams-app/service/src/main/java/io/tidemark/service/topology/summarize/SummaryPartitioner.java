// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.summarize;

import io.tidemark.service.topology.message.SummaryMessage;
import io.tidemark.service.topology.message.TaskWatermark;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends partial summaries to the partition of their models, and watermarks to every partition. */
public final class SummaryPartitioner implements StreamPartitioner<byte[], SummaryMessage> {

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte[] key, SummaryMessage value, int partitions) {
    if (value instanceof TaskWatermark) {
      return Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet()));
    }
    return Optional.of(Set.of(SummaryKeys.partition(key, partitions)));
  }
}
