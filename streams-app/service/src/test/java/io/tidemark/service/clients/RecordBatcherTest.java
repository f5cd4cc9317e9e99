// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** Spans of 100 ms. */
class RecordBatcherTest {

  private static final TopicPartition INPUT = new TopicPartition("in", 3);
  private static final TopicPartition OTHER = new TopicPartition("other", 3);
  private static final long FIRST_OFFSET = 40;

  private final UnprocessedBatches unprocessed = new UnprocessedBatches();
  private final RecordBatcher batcher = new RecordBatcher(Set.of("in"), 100, () -> 1_000);

  private UnprocessedBatches unprocessed(TopicPartition partition) {
    return unprocessed;
  }

  private static ConsumerRecords<byte[], byte[]> polled(TopicPartition partition, long... times) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      records.add(
          new ConsumerRecord<>(
              partition.topic(),
              partition.partition(),
              FIRST_OFFSET + i,
              times[i],
              TimestampType.CREATE_TIME,
              1,
              1,
              new byte[] {(byte) i},
              new byte[] {(byte) i},
              new RecordHeaders(),
              Optional.of(7)));
    }
    return new ConsumerRecords<>(
        Map.of(partition, records),
        Map.of(partition, new OffsetAndMetadata(FIRST_OFFSET + times.length)));
  }

  private List<ConsumerRecord<byte[], byte[]>> batched(long... times) {
    return batcher.batch(polled(INPUT, times), this::unprocessed).records(INPUT);
  }

  private static RecordBatch batchIn(ConsumerRecord<byte[], byte[]> carrier) {
    return RecordBatch.in(carrier.headers());
  }

  @Test
  void batch_recordsOfOneSpan_travelAsTheFirst() {
    List<ConsumerRecord<byte[], byte[]>> carriers = batched(110, 199, 150);

    assertThat(carriers).hasSize(1);
    assertThat(carriers.get(0).offset()).isEqualTo(FIRST_OFFSET);
    assertThat(carriers.get(0).leaderEpoch()).contains(7);
    assertThat(batchIn(carriers.get(0)).timeMillis()).isEqualTo(100);
    assertThat(batchIn(carriers.get(0)).take())
        .extracting(ConsumerRecord::timestamp)
        .containsExactly(110L, 199L, 150L);
  }

  @Test
  void batch_endsWhereTimeEntersAnotherSpan_butNotForALateRecord() {
    List<ConsumerRecord<byte[], byte[]>> carriers = batched(110, 205, 90, 299, 300);

    assertThat(carriers)
        .extracting(ConsumerRecord::offset)
        .containsExactly(FIRST_OFFSET, FIRST_OFFSET + 1, FIRST_OFFSET + 4);
    assertThat(carriers)
        .extracting(carrier -> batchIn(carrier).timeMillis())
        .containsExactly(100L, 200L, 300L);
  }

  @Test
  void batch_neverHoldsMoreThanItsBound_andNothingIsLost() {
    List<ConsumerRecord<byte[], byte[]>> carriers =
        batched(new long[2 * RecordBatcher.MAX_RECORDS + 1]);

    assertThat(carriers)
        .extracting(carrier -> batchIn(carrier).take().size())
        .containsExactly(RecordBatcher.MAX_RECORDS, RecordBatcher.MAX_RECORDS, 1);
  }

  @Test
  void batch_recordWithoutTimestamp_countsAsTheOldest() {
    assertThat(batchIn(batched(ConsumerRecord.NO_TIMESTAMP).get(0)).timeMillis()).isZero();
  }

  @Test
  void batch_otherTopics_passAsTheyAre() {
    ConsumerRecords<byte[], byte[]> polled = polled(OTHER, 1, 2);

    assertThat(batcher.batch(polled, this::unprocessed).records(OTHER))
        .isEqualTo(polled.records(OTHER));
  }

  @Test
  void batch_keepsWhereReadingGoesOn() {
    ConsumerRecords<byte[], byte[]> polled = polled(INPUT, 1, 2, 3);

    assertThat(batcher.batch(polled, this::unprocessed).nextOffsets())
        .isEqualTo(polled.nextOffsets());
  }

  @Test
  void in_headersFromAProducer_areNeverABatch() {
    Headers headers = new RecordHeaders().add("tidemark-batch", new byte[] {1});

    assertThat(RecordBatch.in(headers)).isNull();
  }

  @Test
  void spanMillis_isASmallPartOfTheJoinWindow_withinBounds() {
    assertThat(RecordBatcher.spanMillis(Duration.ofSeconds(6_400))).isEqualTo(1_000);
    assertThat(RecordBatcher.spanMillis(Duration.ofMillis(6_400))).isEqualTo(100);
    assertThat(RecordBatcher.spanMillis(Duration.ZERO)).isEqualTo(2);
  }

  @Test
  void batch_recordFromTheFuture_doesNotWaitForThatTime() {
    List<ConsumerRecord<byte[], byte[]>> carriers = batched(110, Long.MAX_VALUE, 120, 250);

    assertThat(carriers)
        .extracting(carrier -> batchIn(carrier).timeMillis())
        .containsExactly(100L, 200L);
    assertThat(batchIn(carriers.get(0)).take()).hasSize(3);
  }

  @Test
  void take_ofEachBatch_leavesNoneUnprocessed() {
    List<ConsumerRecord<byte[], byte[]>> carriers = batched(0, 500);
    assertThat(carriers).hasSize(2);
    assertThat(unprocessed.none()).isFalse();
    batchIn(carriers.get(0)).take();
    assertThat(unprocessed.none()).isFalse();
    batchIn(carriers.get(1)).take();
    assertThat(unprocessed.none()).isTrue();
  }

  @Test
  void otherInput_isThatPartitionOfTheOtherTopic() {
    RecordBatcher both = new RecordBatcher(Set.of("features", "predictions"), 100);
    TopicPartition features = new TopicPartition("features", 3);
    TopicPartition predictions = new TopicPartition("predictions", 3);

    assertThat(both.otherInput(features)).isEqualTo(predictions);
    assertThat(both.otherInput(predictions)).isEqualTo(features);
    assertThat(new RecordBatcher(Set.of("predictions"), 100).otherInput(predictions)).isNull();
  }
}
