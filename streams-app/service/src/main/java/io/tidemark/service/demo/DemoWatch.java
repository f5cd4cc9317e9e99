// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.demo;

import static java.util.Comparator.comparingInt;

import io.tidemark.service.config.TidemarkConfig;
import io.tidemark.service.registry.SchemaRegistryClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;

/** Follows what the service publishes, on a thread of its own, and tells of it in plain words. */
public final class DemoWatch implements AutoCloseable {

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

  private final TopicTail tail;
  private final DemoNarrator narrator;
  private final Consumer<String> lines;
  private final Thread thread;

  /**
   * Prepares to watch.
   *
   * @param config the service's configuration
   * @param lines told each line, on the watch's thread
   */
  public DemoWatch(TidemarkConfig config, Consumer<String> lines) {
    this.narrator = new DemoNarrator(config.topics(), new SchemaRegistryClient(config.registry()));
    this.tail = new TopicTail(config.kafka().clientProperties(), narrator.topics());
    this.lines = lines;
    this.thread = new Thread(this::watch, "demo-watch");
    thread.setDaemon(true);
  }

  /** Starts to tell, from the first record on. */
  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    tail.wakeup();
    try {
      thread.join(CLOSE_PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    try (tail) {
      while (true) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        tail.poll(POLL).forEach(records::add);
        // A verdict before the alert and the trigger that come of it.
        records.sort(comparingInt(record -> narrator.topics().indexOf(record.topic())));
        records.forEach(record -> narrator.tell(record).forEach(lines));
      }
    } catch (WakeupException e) {
      // The watch is over.
    }
  }
}
