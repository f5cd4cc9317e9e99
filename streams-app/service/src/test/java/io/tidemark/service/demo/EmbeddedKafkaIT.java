// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EmbeddedKafkaIT {

  private static final String TOPIC = "letters";
  private static final int PARTITIONS = 16;

  @Test
  void consume_afterProduceWithOldAndFarEventTimes_returnsThem() throws Exception {
    long old = Instant.parse("2001-01-01T00:00:00Z").toEpochMilli();
    long far = Instant.parse("3000-01-01T00:00:00Z").toEpochMilli();
    try (EmbeddedKafka kafka = new EmbeddedKafka().start()) {
      kafka.createTopic(TOPIC, 1);
      try (KafkaProducer<String, String> producer = producer(kafka, Map.of())) {
        producer.send(new ProducerRecord<>(TOPIC, 0, old, "k", "a")).get();
        producer.send(new ProducerRecord<>(TOPIC, 0, far, "k", "b")).get();
      }
      assertThat(consume(kafka, 2)).extracting(ConsumerRecord::timestamp).containsExactly(old, far);
    }
  }

  @Test
  void consume_readCommitted_omitsAbortedTransactions() throws Exception {
    try (EmbeddedKafka kafka = new EmbeddedKafka().start()) {
      kafka.createTopic(TOPIC, 1);
      try (KafkaProducer<String, String> producer =
          producer(kafka, Map.of("transactional.id", "writer"))) {
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TOPIC, "k", "aborted")).get();
        producer.abortTransaction();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TOPIC, "k", "committed")).get();
        producer.commitTransaction();
      }
      assertThat(consume(kafka, 1)).extracting(ConsumerRecord::value).containsExactly("committed");
    }
  }

  @Test
  void restart_keepsAddressAndData() throws Exception {
    try (EmbeddedKafka kafka = new EmbeddedKafka().start()) {
      String address = kafka.bootstrapServers();
      kafka.createTopic(TOPIC, 1);
      try (KafkaProducer<String, String> producer = producer(kafka, Map.of())) {
        producer.send(new ProducerRecord<>(TOPIC, "k", "before")).get();
        kafka.stop();
        kafka.start();
        producer.send(new ProducerRecord<>(TOPIC, "k", "after")).get();
      }
      assertThat(kafka.bootstrapServers()).isEqualTo(address);
      assertThat(consume(kafka, 2))
          .extracting(ConsumerRecord::value)
          .containsExactly("before", "after");
    }
  }

  @Test
  void stop_whileTransactionsEnd_leavesNoneOpen() throws Exception {
    try (EmbeddedKafka kafka = new EmbeddedKafka().start()) {
      kafka.createTopic(TOPIC, PARTITIONS);
      for (int round = 0; round < 4; round++) {
        try (EndlessTransactions transactions = new EndlessTransactions(kafka.bootstrapServers())) {
          transactions.awaitSome();
          kafka.stop();
        }
        kafka.start();
        awaitAllDecided(kafka);
      }
    }
  }

  @Test
  void start_severalAtOnce_keepsThemApart() {
    List<CompletableFuture<EmbeddedKafka>> starting = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      starting.add(CompletableFuture.supplyAsync(() -> new EmbeddedKafka().start()));
    }
    List<EmbeddedKafka> brokers = starting.stream().map(CompletableFuture::join).toList();
    try {
      for (EmbeddedKafka broker : brokers) {
        broker.createTopic(TOPIC, 1);
      }
      assertThat(brokers).extracting(EmbeddedKafka::bootstrapServers).doesNotHaveDuplicates();
    } finally {
      brokers.forEach(EmbeddedKafka::close);
    }
  }

  @Test
  void createTopic_existing_isRefused() {
    try (EmbeddedKafka kafka = new EmbeddedKafka().start()) {
      kafka.createTopic(TOPIC, 1);
      assertThatThrownBy(() -> kafka.createTopic(TOPIC, 1))
          .isInstanceOf(KafkaException.class)
          .hasMessageContaining(TOPIC);
    }
  }

  @Test
  void bootstrapServers_beforeStart_isRefused() {
    assertThatThrownBy(() -> new EmbeddedKafka().bootstrapServers())
        .isInstanceOf(IllegalStateException.class);
  }

  /** Until the brokers have decided about every transaction, readers of committed records wait. */
  private static void awaitAllDecided(EmbeddedKafka kafka) throws Exception {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      ends.put(new TopicPartition(TOPIC, partition), OffsetSpec.latest());
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (!ends(admin, ends, IsolationLevel.READ_COMMITTED)
          .equals(ends(admin, ends, IsolationLevel.READ_UNCOMMITTED))) {
        assertThat(System.nanoTime()).as("decided in time").isLessThan(deadline);
      }
    }
  }

  private static Map<TopicPartition, Long> ends(
      Admin admin, Map<TopicPartition, OffsetSpec> ends, IsolationLevel isolation)
      throws Exception {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    admin
        .listOffsets(ends, new ListOffsetsOptions(isolation))
        .all()
        .get()
        .forEach((partition, end) -> offsets.put(partition, end.offset()));
    return offsets;
  }

  /** Producers that begin and abort one transaction after another over all partitions. */
  private static final class EndlessTransactions implements AutoCloseable {

    private static final int PRODUCERS = 6;

    private final CountDownLatch some = new CountDownLatch(20 * PRODUCERS);
    private final List<Thread> threads = new ArrayList<>();
    private final String bootstrapServers;
    private volatile boolean closed;

    EndlessTransactions(String bootstrapServers) {
      this.bootstrapServers = bootstrapServers;
      for (int i = 0; i < PRODUCERS; i++) {
        String id = "endless-" + i;
        Thread thread = new Thread(() -> work(id), id);
        threads.add(thread);
        thread.start();
      }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The flush waits; who is interrupted, ends.
    private void work(String id) {
      Map<String, Object> config =
          Map.of(
              "bootstrap.servers",
              bootstrapServers,
              "transactional.id",
              id,
              "transaction.timeout.ms",
              1_000);
      KafkaProducer<String, String> producer =
          new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
      try {
        producer.initTransactions();
        while (!closed) {
          producer.beginTransaction();
          for (int partition = 0; partition < PARTITIONS; partition++) {
            producer.send(new ProducerRecord<>(TOPIC, partition, "k", "v"));
          }
          producer.flush();
          producer.abortTransaction();
          some.countDown();
        }
      } catch (KafkaException e) {
        // The broker is gone: what this is about.
      } finally {
        producer.close(Duration.ZERO);
      }
    }

    void awaitSome() throws InterruptedException {
      some.await();
    }

    @Override
    public void close() {
      closed = true;
      threads.forEach(Thread::interrupt);
      try {
        for (Thread thread : threads) {
          thread.join();
        }
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
  }

  private static KafkaProducer<String, String> producer(
      EmbeddedKafka kafka, Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>(more);
    config.put("bootstrap.servers", kafka.bootstrapServers());
    return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
  }

  private static List<ConsumerRecord<String, String>> consume(EmbeddedKafka kafka, int expected) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "auto.offset.reset",
            "earliest",
            "isolation.level",
            "read_committed");
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
      while (records.size() < expected) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
    }
    return records;
  }
}
