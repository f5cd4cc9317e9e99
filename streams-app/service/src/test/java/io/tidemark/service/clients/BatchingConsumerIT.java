// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.demo.EmbeddedKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BatchingConsumerIT {

  private static final TopicPartition INPUT = new TopicPartition("in", 0);
  private static final TopicPartition OTHER = new TopicPartition("other", 0);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final EmbeddedKafka kafka = new EmbeddedKafka();
  private BatchingConsumer consumer;

  @BeforeEach
  void start() {
    kafka.start();
    kafka.createTopic("in", 1, Map.of());
    kafka.createTopic("other", 1, Map.of());
    consumer =
        new BatchingConsumer(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "group.id",
                "group",
                "auto.offset.reset",
                "earliest"),
            new RecordBatcher(Set.of("in", "other"), 1_000));
    consumer.subscribe(List.of("in", "other"), new Unmoved());
  }

  @AfterEach
  void close() {
    consumer.close();
    kafka.close();
  }

  @Test
  void allProcessed_whenEveryBatchWasTaken() {
    assertThat(consumer.allProcessed(INPUT)).isTrue();
    List<RecordBatch> batches = pollOne();
    assertThat(consumer.allProcessed(INPUT)).isFalse();
    batches.forEach(RecordBatch::take);
    assertThat(consumer.allProcessed(INPUT)).isTrue();
  }

  @Test
  void allProcessed_whenClosedAndSentBack_forgetsWhatATaskDropped() {
    assertForgets(() -> consumer.seek(INPUT, 0));
    assertForgets(() -> consumer.seek(INPUT, new OffsetAndMetadata(0)));
    assertForgets(() -> consumer.seekToBeginning(List.of(INPUT)));
    assertForgets(() -> consumer.seekToEnd(List.of(INPUT)));
  }

  private void assertForgets(Runnable seek) {
    pollOne();
    consumer.pause(List.of(INPUT)); // As the runtime does before it closes a task to revive it.
    seek.run();
    assertThat(consumer.allProcessed(INPUT)).isTrue();
    consumer.resume(List.of(INPUT));
  }

  @Test
  void allProcessed_whenARunningTaskIsSentOn_remembersWhatItHas() {
    List<RecordBatch> batches = pollOne();
    consumer.seekToEnd(List.of(INPUT));
    assertThat(consumer.allProcessed(INPUT)).isFalse();
    batches.forEach(RecordBatch::take);
    assertThat(consumer.allProcessed(INPUT)).isTrue();
  }

  @Test
  void currentLag_ofAnInputThatMayBeBehindTheOther_isBelievedAfterSomeAnswers() {
    while (consumer.assignment().isEmpty()
        || !consumer.caughtUp(INPUT)
        || !consumer.caughtUp(OTHER)) {
      consumer.poll(PAUSE);
    }
    assertThat(consumer.currentLag(OTHER)).hasValue(0);

    List<RecordBatch> batches = pollOne();

    assertThat(consumer.currentLag(OTHER)).hasValue(1);
    assertThat(consumer.currentLag(INPUT)).hasValue(0); // Nothing waits that it could be behind.
    assertThat(consumer.caughtUp(OTHER)).isTrue(); // Records of the other do not keep it awake.
    assertThat(consumer.caughtUp(INPUT)).isFalse();
    while (consumer.currentLag(OTHER).orElseThrow() != 0) {
      consumer.poll(PAUSE);
    }
    batches.forEach(RecordBatch::take);
    assertThat(consumer.caughtUp(INPUT)).isTrue();
  }

  @Test
  void allProcessed_whenThePartitionWasGivenUp_forgetsWhatATaskDropped() {
    pollOne();
    consumer.unsubscribe();
    assertThat(consumer.allProcessed(INPUT)).isTrue();
  }

  /** Sends a record and returns the batches that come. */
  @SuppressWarnings("FutureReturnValueIgnored") // The flush waits; what is lost does not come.
  private List<RecordBatch> pollOne() {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("in", new byte[] {1}));
      producer.flush();
    }
    List<RecordBatch> batches = new ArrayList<>();
    while (batches.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PAUSE)) {
        batches.add(RecordBatch.in(record.headers()));
      }
    }
    return batches;
  }

  private static final class Unmoved implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      // Nothing of this test.
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      // Nothing of this test.
    }
  }
}
