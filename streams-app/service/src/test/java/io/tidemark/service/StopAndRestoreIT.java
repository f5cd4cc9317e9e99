// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.cli.Main;
import io.tidemark.service.testing.ChildJvm;
import io.tidemark.service.testing.EventProducer;
import io.tidemark.service.testing.TidemarkCluster;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a supervisor of processes relies on: SIGTERM ends an instance in good order and in time, and
 * an instance that reads its state back says so, and is left alone until it has.
 */
@Timeout(180)
class StopAndRestoreIT {

  private static final int PARTITIONS = 2;
  private static final int PAIRS = 20_000;
  private static final byte[] UNUSABLE = {1};
  private static final String APPLICATION = "stopped";

  /** What operations.md promises to whoever sets a grace period. */
  private static final Duration GRACE_PERIOD = Duration.ofSeconds(60);

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Pattern URL = Pattern.compile("status page are at (http://\\S+)");

  @TempDir private Path directory;

  private final HttpClient http = HttpClient.newHttpClient();
  private TidemarkCluster cluster;
  private Map<String, String> settings;

  @BeforeEach
  void publish() throws IOException {
    cluster = TidemarkCluster.start(PARTITIONS);
    settings =
        cluster.settings(
            directory.resolve("state"),
            Map.of(
                "kafka.application.id",
                APPLICATION,
                "windows.size",
                "1h",
                "windows.idle.timeout",
                "1h",
                // Nothing is committed before the end.
                "kafka.commit.interval.ms",
                "600000",
                "kafka.producer.transaction.timeout.ms",
                "800000",
                // A thread that replaces another waits for it to be gone from the group.
                "kafka.consumer.session.timeout.ms",
                "6000"));
    long now = System.currentTimeMillis();
    try (EventProducer producer = cluster.producer()) {
      for (int i = 0; i < PAIRS; i++) {
        producer.features("id-" + i, now, new HashMap<>(Map.of("x", 1.0)));
        producer.prediction("id-" + i, "m", "1", now, new HashMap<>(Map.of("score", 0.5)));
      }
      // Counted when they are read, which the others are not before a commit.
      for (int partition = 0; partition < PARTITIONS; partition++) {
        producer.inPartition(partition, now);
        producer.raw("ml-features", "last", UNUSABLE);
        producer.raw("ml-predictions", "last", UNUSABLE);
      }
      producer.flush();
    }
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void sigterm_whileNothingIsCommitted_commitsAllAndEndsWithZero() throws Exception {
    ChildJvm child = run();
    List<Integer> whileDraining = new ArrayList<>();
    try {
      String url = awaitAllRead(child);
      assertThat(get(url, "/readyz").statusCode()).isEqualTo(200);
      assertThat(cluster.unread(APPLICATION)).as("not committed").isGreaterThan(PAIRS);

      child.terminate();
      whileDraining.addAll(readinessUntilItIsGone(url));
      assertThat(child.endsWithin(GRACE_PERIOD)).as("ended within %s", GRACE_PERIOD).isTrue();
    } finally {
      child.kill();
    }

    assertThat(child.exitValue()).isZero();
    assertThat(whileDraining).endsWith(503);
    assertThat(cluster.unread(APPLICATION)).as("not committed").isZero();
  }

  @Test
  void sigterm_whileTheBrokerIsAway_endsInTimeWithOne() throws Exception {
    ChildJvm child = run();
    try {
      awaitAllRead(child);
      cluster.close();

      child.terminate();
      assertThat(child.endsWithin(GRACE_PERIOD)).as("ended within %s", GRACE_PERIOD).isTrue();
    } finally {
      child.kill();
    }

    assertThat(child.exitValue()).isEqualTo(1);
    assertThat(log()).content().contains("could not commit and leave its group in time");
  }

  @Test
  void sigterm_whileStateIsRestored_endsInTimeWithZero() throws Exception {
    runOnce();
    try (KafkaProducer<byte[], byte[]> holder = holdTheRestore()) {
      ChildJvm child = run();
      try {
        String url = awaitUrl(child);
        while (sum(url, "tidemark_streams_restore_remaining_records") == 0) {
          assertThat(child.endsWithin(PAUSE)).as("ended by itself, see %s", log()).isFalse();
        }
        child.terminate();
        assertThat(child.endsWithin(GRACE_PERIOD)).as("ended within %s", GRACE_PERIOD).isTrue();
      } finally {
        child.kill();
      }
      assertThat(child.exitValue()).isZero();
      holder.abortTransaction();
    }
  }

  @Test
  void threads_thatFailAgainAndAgain_areReplacedAFewTimesThenItEndsWithOne() throws Exception {
    runOnce();
    try (KafkaProducer<byte[], byte[]> unreadable = holdTheRestore()) {
      unreadable.commitTransaction();
    }
    ChildJvm child = run();
    try {
      assertThat(child.endsWithin(Duration.ofMinutes(2))).as("ended, see %s", log()).isTrue();
    } finally {
      child.kill();
    }

    assertThat(child.exitValue()).isEqualTo(1);
    String log = Files.readString(log());
    assertThat(log.split("A stream thread died and is replaced", -1)).hasSize(1 + 5);
    assertThat(log).contains("the service has ended after too many failures");
  }

  @Test
  void restore_whileItLasts_isAliveAndNotReady() throws Exception {
    runOnce();
    try (KafkaProducer<byte[], byte[]> holder = holdTheRestore();
        TidemarkService service =
            new TidemarkService(cluster.config(directory.resolve("again"), settings))) {
      service.start();
      String url = service.url();
      HttpResponse<String> ready = get(url, "/readyz");
      while (!ready
          .body()
          .matches("(?s).*[1-9] tasks restore their state, [1-9].* records to go.*")) {
        assertThat(ready.statusCode()).isEqualTo(503);
        ready = get(url, "/readyz");
      }
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(get(url, "/livez").statusCode()).isEqualTo(200);
      assertThat(sum(url, "tidemark_streams_restore_remaining_records")).isPositive();

      holder.abortTransaction();

      assertThat(service.awaitRunning(GRACE_PERIOD)).isTrue();
      assertThat(get(url, "/readyz").statusCode()).isEqualTo(200);
      assertThat(sum(url, "tidemark_streams_restore_remaining_records")).isZero();
    }
  }

  private ChildJvm run() throws IOException {
    return ChildJvm.start(
        Main.class, log(), List.of("-Xmx512m"), "run", "--config", settingsFile().toString());
  }

  private Path log() {
    return directory.resolve("service.log");
  }

  private String awaitAllRead(ChildJvm child) throws Exception {
    String url = awaitUrl(child);
    while (!hasReadAll(url)) {
      assertThat(child.endsWithin(PAUSE)).as("ended by itself, see %s", log()).isFalse();
    }
    return url;
  }

  /** Leaves state. */
  private void runOnce() throws Exception {
    try (TidemarkService service =
        new TidemarkService(cluster.config(directory.resolve("state"), settings))) {
      service.start();
      assertThat(service.awaitRunning(GRACE_PERIOD)).isTrue();
      long deadline = System.nanoTime() + GRACE_PERIOD.toNanos();
      while (!hasReadAll(service.url())) {
        assertThat(System.nanoTime()).as("read in time").isLessThan(deadline);
      }
    }
  }

  private boolean hasReadAll(String url) throws Exception {
    return sum(url, "tidemark_dead_letters_total") == 2 * PARTITIONS;
  }

  /** A restore reads committed records only, so it waits for this transaction. */
  private KafkaProducer<byte[], byte[]> holdTheRestore() throws Exception {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", cluster.bootstrapServers(), "transactional.id", "holder"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
    producer
        .send(
            new ProducerRecord<>(
                APPLICATION + "-open-windows-changelog", 0, new byte[] {1}, new byte[] {1}))
        .get();
    return producer;
  }

  private Path settingsFile() throws IOException {
    Properties properties = new Properties();
    properties.putAll(settings);
    Path file = directory.resolve("service.properties");
    try (var out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    return file;
  }

  private String awaitUrl(ChildJvm child) throws Exception {
    while (true) {
      Matcher url = URL.matcher(Files.exists(log()) ? Files.readString(log()) : "");
      if (url.find()) {
        return url.group(1);
      }
      assertThat(child.endsWithin(PAUSE)).as("ended by itself, see %s", log()).isFalse();
    }
  }

  /** Every answer until nobody listens any more. */
  private List<Integer> readinessUntilItIsGone(String url) throws InterruptedException {
    List<Integer> answers = new ArrayList<>();
    while (true) {
      try {
        answers.add(get(url, "/readyz").statusCode());
      } catch (ConnectException e) {
        return answers;
      } catch (IOException e) {
        // Closed in the middle of a request: the next one tells.
      }
    }
  }

  private double sum(String url, String metric) throws Exception {
    return get(url, "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private HttpResponse<String> get(String url, String path)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
