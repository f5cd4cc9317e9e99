// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.deadletters;

import io.tidemark.service.cli.shell.CommandFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends the originals of letters once more, in one transaction. Letters that appear meanwhile are
 * not looked at, so what fails again ends there.
 *
 * <p>Records go to the partition they came from: both halves of a prediction must stay together,
 * and only their producer knows its partitioner.
 */
final class DeadLetterRetry {

  private static final int MAX_NAMED = 10;

  private final DeadLetterTopic letters;
  private final int maxRetries;
  private final Map<String, Integer> partitionCounts = new HashMap<>();
  private final Map<String, Integer> sent = new TreeMap<>();
  private final Map<String, List<LetterPosition>> leftOut = new TreeMap<>();

  DeadLetterRetry(DeadLetterTopic letters, int maxRetries) {
    this.letters = letters;
    this.maxRetries = maxRetries;
  }

  /** Sends those chosen, none of which was published before {@code since}. */
  void run(Set<LetterPosition> chosen, Instant since, boolean dryRun) {
    if (chosen.isEmpty()) {
      return;
    }
    learnPartitions(chosen, since);
    if (dryRun) {
      each(chosen, since, found -> {});
      return;
    }
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      try {
        each(
            chosen,
            since,
            found -> {
              var unused =
                  producer.send(again(found), (metadata, e) -> failure.compareAndSet(null, e));
            });
        producer.flush();
        if (failure.get() != null) {
          throw new KafkaException(failure.get().getMessage(), failure.get());
        }
        producer.commitTransaction();
      } catch (RuntimeException e) {
        throw undone(producer, e);
      }
    }
  }

  private static CommandFailure undone(KafkaProducer<byte[], byte[]> producer, RuntimeException e) {
    try {
      producer.abortTransaction();
    } catch (KafkaException e2) {
      // The brokers abort it by themselves when it times out.
      e.addSuppressed(e2);
    }
    return CommandFailure.running(
        "nothing was sent, because " + e.getMessage() + "; it can be tried again", e);
  }

  private void learnPartitions(Set<LetterPosition> chosen, Instant since) {
    Set<String> topics = new HashSet<>();
    read(chosen, since, found -> topics.add(found.letter().original().topic()));
    partitionCounts.putAll(letters.partitionCounts(topics));
  }

  private void read(Set<LetterPosition> chosen, Instant since, Consumer<FoundLetter> sink) {
    letters.read(
        since,
        found -> {
          if (chosen.contains(found.position())) {
            sink.accept(found);
          }
        });
  }

  private void each(Set<LetterPosition> chosen, Instant since, Consumer<FoundLetter> sender) {
    read(
        chosen,
        since,
        found -> {
          String obstacle = obstacle(found);
          if (obstacle == null) {
            sender.accept(found);
            sent.merge(found.letter().original().topic(), 1, Integer::sum);
          } else {
            leftOut.computeIfAbsent(obstacle, o -> new ArrayList<>()).add(found.position());
          }
        });
  }

  /** Why a letter cannot be sent, or null. */
  private String obstacle(FoundLetter found) {
    ConsumerRecord<byte[], byte[]> original = found.letter().original();
    if (found.retries() >= maxRetries) {
      return "retried " + maxRetries + " times already (--max-retries)";
    }
    if (!found.letter().isWhole()) {
      return "too large to be carried whole";
    }
    Integer partitions = partitionCounts.get(original.topic());
    if (partitions == null) {
      return "there is no topic " + Printable.oneLine(original.topic(), 249) + " any more";
    }
    if (original.partition() < 0 || original.partition() >= partitions) {
      return original.topic() + " has no partition " + original.partition() + " any more";
    }
    return null;
  }

  private static ProducerRecord<byte[], byte[]> again(FoundLetter found) {
    ConsumerRecord<byte[], byte[]> original = found.letter().original();
    RecordHeaders headers = new RecordHeaders(original.headers());
    RetryHeader.increment(headers);
    return new ProducerRecord<>(
        original.topic(),
        original.partition(),
        original.timestamp() < 0 ? null : original.timestamp(),
        original.key(),
        original.value(),
        headers);
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(letters.config().kafka().clientProperties());
    settings.put(
        "transactional.id", letters.config().kafka().applicationId() + "-dead-letters-retry");
    settings.put("transaction.timeout.ms", 300_000);
    settings.put("max.block.ms", 15_000);
    settings.put("linger.ms", 5);
    return settings;
  }

  /** What was done, in words. */
  List<String> report(boolean dryRun) {
    List<String> lines = new ArrayList<>();
    int total = sent.values().stream().mapToInt(Integer::intValue).sum();
    StringBuilder line = new StringBuilder(dryRun ? "Would send " : "Sent ");
    line.append(total).append(total == 1 ? " record" : " records").append(" once more");
    String separator = ": ";
    for (Map.Entry<String, Integer> entry : sent.entrySet()) {
      line.append(separator).append(entry.getKey()).append(' ').append(entry.getValue());
      separator = ", ";
    }
    lines.add(line.toString());
    leftOut.forEach(
        (obstacle, positions) ->
            lines.add(
                "Left out "
                    + positions.size()
                    + ", "
                    + obstacle
                    + ": "
                    + positions.subList(0, Math.min(MAX_NAMED, positions.size()))
                    + (positions.size() > MAX_NAMED ? " …" : "")));
    return lines;
  }
}
