// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.schemas.ReferenceProfile;
import io.tidemark.service.testing.EventProducer;
import io.tidemark.service.testing.TidemarkCluster;
import io.tidemark.service.testing.TopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A model of 300 numeric columns that has no reference; with all its points one takes 2 MB. */
@Timeout(180)
class WideReferenceIT {

  private static final int COLUMNS = 300;
  private static final int ROWS = 900;
  private static final long START = 1_760_000_000_000L;

  @TempDir private Path stateDir;

  private static void publish(EventProducer producer) {
    Random random = new Random(17);
    for (int row = 0; row < ROWS; row++) {
      Map<String, Object> values = new TreeMap<>();
      for (int column = 0; column < COLUMNS; column++) {
        values.put("x" + column, random.nextGaussian());
      }
      long time = START + 30_000L * row / ROWS;
      producer.features("id-" + row, time, values);
      producer.prediction("id-" + row, "wide", "1", time, Map.of("score", random.nextDouble()));
    }
    producer.flush();
  }

  private static void learns(TidemarkCluster cluster, Path stateDir) throws Exception {
    TopicReader reader = cluster.reader();
    try (EventProducer producer = cluster.producer()) {
      publish(producer);
    }
    Map<String, String> settings =
        Map.of(
            "references.auto", "true",
            "references.auto.windows", "2",
            "references.auto.observations", "500");
    try (TidemarkService service = new TidemarkService(cluster.config(stateDir, settings))) {
      service.start();
      assertThat(service.awaitRunning(Duration.ofSeconds(60))).isTrue();
      reader.until("reference-profiles", records -> !records.isEmpty());
    }
    byte[] value = reader.all("reference-profiles").get(0).value();
    ReferenceProfile profile = TopicReader.decode(value, ReferenceProfile.class);
    assertThat(profile.getName()).isEqualTo("auto");
    assertThat(profile.getFeatures()).hasSize(COLUMNS + 1);
    assertThat(value.length).isBetween(400_000, 1 << 20);
  }

  private static Admin admin(TidemarkCluster cluster) {
    return Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
  }

  @Test
  void reference_ofManyColumns_fitsInATopicThatSomebodyElseCreated() throws Exception {
    try (TidemarkCluster cluster = TidemarkCluster.start(1)) {
      try (Admin admin = admin(cluster)) {
        NewTopic references = new NewTopic("reference-profiles", 1, (short) 1);
        admin.createTopics(List.of(references)).all().get(30, TimeUnit.SECONDS);
      }
      learns(cluster, stateDir);
    }
  }

  @Test
  void topic_thatTheServiceCreates_hasRoomForWideReferences() throws Exception {
    try (TidemarkCluster cluster = TidemarkCluster.start(1);
        TidemarkService service = new TidemarkService(cluster.config(stateDir, Map.of()));
        Admin admin = admin(cluster)) {
      service.start();
      ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "reference-profiles");
      var config = admin.describeConfigs(List.of(topic)).all().get(30, TimeUnit.SECONDS).get(topic);
      assertThat(config.get("max.message.bytes").value()).isEqualTo("8388608");
      assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
    }
  }
}
