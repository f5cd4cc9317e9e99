// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.clients.TrackingClientSupplier;
import io.tidemark.service.config.TidemarkConfig;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.testing.EventProducer;
import io.tidemark.service.testing.EventStream;
import io.tidemark.service.testing.TidemarkCluster;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Without transactions a crash may come between any two records. State that says something was
 * counted or closed must not be sent before the brokers have the count or the result.
 */
class AtLeastOnceIT {

  private static final String FLUSH = "flush";

  @TempDir Path directory;

  private final List<String> calls = new CopyOnWriteArrayList<>();

  @Test
  void state_isSentOnlyAfterWhatItStandsFor() throws Exception {
    try (TidemarkCluster cluster = TidemarkCluster.start(1);
        EventProducer producer = cluster.producer()) {
      cluster.publishAll(List.of());
      new EventStream(7, 40).publish(producer);
      TidemarkConfig config =
          cluster.config(directory, Map.of("kafka.processing.guarantee", "at_least_once"));
      run(config, cluster);
    }

    assertThat(calls).anyMatch(call -> call.endsWith("recent-ids-changelog"));
    assertThat(calls).anyMatch(call -> call.endsWith("closed-windows-changelog"));
    assertThat(tooEarly("summaries-repartition", "recent-ids-changelog")).isEmpty();
    assertThat(tooEarly("summaries-repartition", "pending-halves-changelog")).isEmpty();
    assertThat(tooEarly("drift-results", "closed-windows-changelog")).isEmpty();
    assertThat(tooEarly("drift-results", "open-windows-changelog")).isEmpty();
    // Read again after a crash, what these hold would be late by what those say.
    assertThat(calls).anyMatch(call -> call.endsWith("observe-progress-changelog"));
    assertThat(calls).anyMatch(call -> call.endsWith("upstream-watermarks-changelog"));
    assertApart("pending-halves-changelog", "observe-progress-changelog");
    assertApart("recent-ids-changelog", "observe-progress-changelog");
    assertApart("open-windows-changelog", "upstream-watermarks-changelog");
  }

  /** In each commit the first is sent and waited for, then comes the last. */
  private void assertApart(String first, String last) {
    assertThat(tooEarly(first, last)).isEmpty();
    assertThat(tooEarly(last, first)).isEmpty();
  }

  private void run(TidemarkConfig config, TidemarkCluster cluster) {
    TrackingClientSupplier clients = Wiring.clients(config);
    try (KafkaStreams streams =
        new KafkaStreams(
            WiredTopology.of(config, clients, clients, new ServiceStatus()),
            StreamsProperties.of(config.kafka()),
            new Watched(clients))) {
      streams.start();
      cluster.reader().until("drift-results", records -> records.size() >= 4);
    }
  }

  /** Records of {@code state} that were sent while some of {@code first} were not acknowledged. */
  private List<String> tooEarly(String first, String state) {
    Set<String> unacknowledged = new HashSet<>();
    List<String> early = new ArrayList<>();
    for (String call : calls) {
      if (call.equals(FLUSH)) {
        unacknowledged.clear();
      } else if (call.endsWith(first)) {
        unacknowledged.add(call);
      } else if (call.endsWith(state) && !unacknowledged.isEmpty()) {
        early.add(call);
      }
    }
    return early;
  }

  /** Notes the topics of what is sent, in order, and when it was waited for. */
  private final class Watched implements KafkaClientSupplier {

    private final KafkaClientSupplier clients;

    Watched(KafkaClientSupplier clients) {
      this.clients = clients;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
      Producer<byte[], byte[]> producer = clients.getProducer(config);
      return (Producer<byte[], byte[]>)
          Proxy.newProxyInstance(
              Producer.class.getClassLoader(),
              new Class<?>[] {Producer.class},
              (proxy, method, args) -> {
                try {
                  if (method.getName().equals("send")) {
                    calls.add(((ProducerRecord<?, ?>) args[0]).topic());
                  }
                  Object result = method.invoke(producer, args);
                  if (method.getName().equals(FLUSH)) {
                    calls.add(FLUSH);
                  }
                  return result;
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
      return clients.getAdmin(config);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
      return clients.getConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
      return clients.getRestoreConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
      return clients.getGlobalConsumer(config);
    }
  }
}
