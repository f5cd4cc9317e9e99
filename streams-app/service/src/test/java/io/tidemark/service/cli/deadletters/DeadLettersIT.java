// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.schemas.DriftResult;
import io.tidemark.schemas.FeatureVector;
import io.tidemark.service.TidemarkService;
import io.tidemark.service.cli.CommandRun;
import io.tidemark.service.testing.EventProducer;
import io.tidemark.service.testing.EventStream;
import io.tidemark.service.testing.TidemarkCluster;
import io.tidemark.service.testing.TopicReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters as an operator meets them: a running service makes them, the commands see them. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(240)
class DeadLettersIT {

  private static final String LETTERS = "drift-dead-letters";
  private static final long TIME = EventStream.START_MILLIS + 1_000;

  @TempDir static Path stateDir;

  private TidemarkCluster cluster;
  private TidemarkService service;
  private EventProducer producer;

  @BeforeAll
  void startService() throws Exception {
    cluster = TidemarkCluster.start(1);
    service =
        new TidemarkService(
            cluster.config(
                stateDir, Map.of("schema.registry.unknown.id.cache", "0", "join.window", "60s")));
    service.start();
    assertThat(service.awaitRunning(Duration.ofSeconds(60))).isTrue();
    producer = cluster.producer();
  }

  @AfterAll
  void stop() {
    producer.close();
    service.close();
    cluster.close();
  }

  @Test
  void listAndShow_badRecords_tellWhatAndWhy() throws Exception {
    int before = letters().size();
    producer.raw("ml-features", "id-1", "{\"income\": 3}".getBytes(UTF_8));
    producer.raw("ml-predictions", null, new byte[] {0, 1, 2});
    producer.flush();
    awaitLetters(before + 2);

    CommandRun table = run("list", "--reason=not-avro", "--since=1h");
    assertThat(table.exitCode()).as(table.err()).isZero();
    assertThat(table.outLines().get(0)).startsWith("LETTER");
    assertThat(table.out()).contains("ml-features").contains("id-1").contains(" 13 ");
    assertThat(table.err()).contains("dead letters; not-avro ");

    JsonNode listed = jsonLine(run("list", "--topic=ml-features", "--limit=1", "--format=json"));
    assertThat(listed.path("key").asText()).isEqualTo("id-1");
    assertThat(listed.path("value_size").asInt()).isEqualTo(13);
    assertThat(listed.path("message").asText()).contains("looks like JSON");

    CommandRun show = run("show", listed.path("letter").asText());
    assertThat(show.exitCode()).as(show.err()).isZero();
    assertThat(show.out())
        .contains("Reason     not-avro")
        .contains("Key        id-1")
        .contains("13 bytes, JSON:")
        .contains("\"income\" : 3");
    assertThat(run("show", listed.path("letter").asText(), "--view=hex").out())
        .contains("7b 22 69 6e 63 6f 6d 65  22 3a 20 33 7d");
    assertThat(run("list", "--since=2100-01-01T00:00:00Z").err()).contains("no such dead letter");
  }

  @Test
  void retry_reasonIsGone_recordIsCounted() throws Exception {
    int before = letters().size();
    producer.prediction("healed", "healing", "1", TIME, Map.of("score", 0.5));
    byte[] value = producer.encode("ml-features", features("healed"));
    int nextId = cluster.registry().register("probe-" + before, newSchema("Probe" + before)) + 1;
    ByteBuffer.wrap(value).putInt(1, nextId);
    producer.raw("ml-features", "healed", value);
    producer.flush();
    awaitLetters(before + 1);
    assertThat(run("list", "--reason=unknown-schema-id").out()).contains("healed");

    Schema again = FeatureVector.getClassSchema();
    Schema late = new Schema.Parser().parse(again.toString().replaceFirst("\\{", "{\"late\":1,"));
    assertThat(cluster.registry().register("ml-features-late", late)).isEqualTo(nextId);
    CommandRun dry = run("retry", "--reason=unknown-schema-id", "--dry-run");
    assertThat(dry.out()).isEqualTo("Would send 1 record once more: ml-features 1\n");
    CommandRun retry = run("retry", "--reason=unknown-schema-id");
    assertThat(retry.exitCode()).as(retry.err()).isZero();
    assertThat(retry.out()).isEqualTo("Sent 1 record once more: ml-features 1\n");

    DriftResult result = resultOf("healing");
    assertThat(result.getObservations()).isEqualTo(1);
    assertThat(service.status().counters().unmatched().values()).allMatch(n -> n == 0);
    ConsumerRecord<byte[], byte[]> sent = last("ml-features");
    assertThat(sent.key()).isEqualTo("healed".getBytes(UTF_8));
    assertThat(sent.value()).isEqualTo(value);
    assertThat(sent.headers().lastHeader("tidemark-retries").value()).isEqualTo(new byte[] {'1'});
    assertThat(letters()).hasSize(before + 1);
  }

  @Test
  void retry_reasonStays_comesBackCountedAndEnds() throws Exception {
    int before = letters().size();
    producer.raw("ml-predictions", "poison", "poison!".getBytes(UTF_8));
    producer.flush();
    for (int round = 1; round <= 2; round++) {
      awaitLetters(before + round);
      JsonNode letter =
          jsonLine(run("list", "--topic=ml-predictions", "--limit=1", "--format=json"));
      assertThat(letter.path("retries").asInt()).isEqualTo(round - 1);
      CommandRun retry = run("retry", letter.path("letter").asText(), "--max-retries=2");
      assertThat(retry.out()).isEqualTo("Sent 1 record once more: ml-predictions 1\n");
    }
    awaitLetters(before + 3);

    String position =
        jsonLine(run("list", "--topic=ml-predictions", "--limit=1", "--format=json"))
            .path("letter")
            .asText();
    CommandRun enough = run("retry", position, "--max-retries=2");
    assertThat(enough.exitCode()).isZero();
    assertThat(enough.out())
        .startsWith("Sent 0 records once more\n")
        .contains("Left out 1, retried 2 times already")
        .contains(position);
    assertThat(last("ml-predictions").headers().headers("tidemark-retries")).hasSize(1);
  }

  @Test
  void execute_wrongUse_saysWhatToDo() {
    assertThat(run("retry").err()).contains("say which letters");
    assertThat(run("retry").exitCode()).isEqualTo(2);
    assertThat(run("retry", "0:1", "--all").err()).contains("not both");
    assertThat(run("show", "x").err()).contains("PARTITION:OFFSET");
    assertThat(run("list", "--since=soon").err()).contains("30m, 2h or 7d");
    assertThat(run("show", "0:123456").err()).contains("there is no dead letter at 0:123456");
    assertThat(run("list", "-Dtopics.dead.letters=none").err()).contains("there is no topic none");
  }

  private static FeatureVector features(String id) {
    return FeatureVector.newBuilder()
        .setPredictionId(id)
        .setTimestamp(Instant.ofEpochMilli(TIME))
        .setFeatures(Map.of("income", 1.0))
        .build();
  }

  private static Schema newSchema(String name) {
    return SchemaBuilder.record(name).fields().requiredLong("at").endRecord();
  }

  private List<ConsumerRecord<byte[], byte[]>> letters() {
    return cluster.reader().all(LETTERS);
  }

  private void awaitLetters(int count) {
    cluster.reader().until(LETTERS, records -> records.size() >= count);
  }

  private DriftResult resultOf(String model) {
    return cluster
        .reader()
        .until("drift-results", records -> records.stream().anyMatch(r -> isOf(model, r)))
        .stream()
        .filter(r -> isOf(model, r))
        .map(r -> TopicReader.decode(r.value(), DriftResult.class))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isOf(String model, ConsumerRecord<byte[], byte[]> result) {
    return TopicReader.decode(result.value(), DriftResult.class).getModel().equals(model);
  }

  private ConsumerRecord<byte[], byte[]> last(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = cluster.reader().all(topic);
    return records.get(records.size() - 1);
  }

  private static JsonNode jsonLine(CommandRun run) throws Exception {
    assertThat(run.outLines()).as(run.err()).hasSize(1);
    return new ObjectMapper().readTree(run.out());
  }

  private CommandRun run(String... args) {
    Map<String, String> settings = cluster.settings(stateDir, Map.of());
    List<String> all = new ArrayList<>(List.of("dead-letters"));
    all.addAll(List.of(args));
    all.add("--bootstrap-servers=" + settings.get("kafka.bootstrap.servers"));
    all.add("--schema-registry=" + settings.get("schema.registry.url"));
    return CommandRun.of(all.toArray(String[]::new));
  }
}
