// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class TimedRecordsTest {

  private static final TopicPartition PARTITION = new TopicPartition("reference-profiles", 0);

  private static ConsumerRecords<byte[], byte[]> records(long... timestamps) {
    List<ConsumerRecord<byte[], byte[]>> records =
        IntStream.range(0, timestamps.length)
            .mapToObj(offset -> record(offset, timestamps[offset]))
            .toList();
    return new ConsumerRecords<>(
        Map.of(PARTITION, records), Map.of(PARTITION, new OffsetAndMetadata(timestamps.length)));
  }

  private static ConsumerRecord<byte[], byte[]> record(int offset, long timestamp) {
    return new ConsumerRecord<>(
        PARTITION.topic(),
        0,
        offset,
        timestamp,
        TimestampType.CREATE_TIME,
        1,
        2,
        new byte[] {1},
        new byte[] {2, 3},
        new RecordHeaders(),
        Optional.of(4));
  }

  @Test
  void onConsume_recordsWithTimestamps_areLeftAlone() {
    ConsumerRecords<byte[], byte[]> records = records(5, 0);

    assertThat(new TimedRecords().onConsume(records)).isSameAs(records);
  }

  @Test
  void onConsume_recordWithoutTimestamp_getsThatOf1970_andKeepsTheRest() {
    ConsumerRecords<byte[], byte[]> timed = new TimedRecords().onConsume(records(5, -1));

    assertThat(timed.records(PARTITION))
        .extracting(ConsumerRecord::timestamp)
        .containsExactly(5L, 0L);
    ConsumerRecord<byte[], byte[]> second = timed.records(PARTITION).get(1);
    assertThat(second.offset()).isEqualTo(1);
    assertThat(second.key()).containsExactly(1);
    assertThat(second.value()).containsExactly(2, 3);
    assertThat(second.leaderEpoch()).contains(4);
    assertThat(timed.nextOffsets()).isEqualTo(Map.of(PARTITION, new OffsetAndMetadata(2)));
  }
}
