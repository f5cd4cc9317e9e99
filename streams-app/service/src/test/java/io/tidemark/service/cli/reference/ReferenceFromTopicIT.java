// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.CommandRun;
import io.tidemark.service.demo.LocalCluster;
import io.tidemark.service.registry.RegistryConfig;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.testing.AvroBytes;
import io.tidemark.service.testing.EventProducer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** References made of what the input topics hold, on a real broker. */
@Timeout(180)
class ReferenceFromTopicIT {

  private static final long START = Instant.parse("2026-05-01T00:00:00Z").toEpochMilli();
  private static final int ROWS = 3_000;
  private static final Schema SCORED =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Scored", "namespace": "shop", "fields": [
                {"name": "event", "type": {"type": "record", "name": "Event", "fields": [
                  {"name": "id", "type": "string"},
                  {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}},
                {"name": "version", "type": "int"},
                {"name": "inputs", "type": {"type": "record", "name": "Inputs", "fields": [
                  {"name": "age", "type": ["null", "int"]},
                  {"name": "plan", "type":
                    {"type": "enum", "name": "Plan", "symbols": ["basic", "plus"]}},
                  {"name": "session", "type": "string"}]}},
                {"name": "score", "type": "double"}]}
              """);

  private static LocalCluster cluster;
  private static EventProducer producer;

  @TempDir private Path directory;

  @BeforeAll
  static void fillTopics() throws Exception {
    cluster = LocalCluster.start();
    try (Admin admin =
        Admin.create(
            Map.of("bootstrap.servers", cluster.settings().get("kafka.bootstrap.servers")))) {
      admin
          .createTopics(
              Stream.of("ml-features", "ml-predictions", "scored", "inputs", "outputs")
                  .map(ReferenceFromTopicIT::topic)
                  .toList())
          .all()
          .get();
    }
    SchemaRegistryClient registry =
        new SchemaRegistryClient(
            RegistryConfig.of(cluster.settings().get("schema.registry.url")), true);
    producer = new EventProducer(cluster.settings().get("kafka.bootstrap.servers"), registry);
    for (int i = 0; i < ROWS; i++) {
      String id = "id-" + i;
      Map<String, Object> features = new HashMap<>();
      features.put("age", i % 7 == 0 ? null : (Object) (double) (i % 90));
      features.put("plan", i % 3 == 0 ? "basic" : "plus");
      boolean featuresFirst = i % 2 == 0;
      if (featuresFirst) {
        producer.features(id, time(i), features);
      }
      producer.prediction(id, "churn", "3", time(i), Map.of("score", i / (double) ROWS));
      if (!featuresFirst) {
        producer.features(id, time(i), features);
      }
    }
    fillMappedTopics(registry);
    producer.features("alone", time(5), Map.of("age", 1.0));
    producer.prediction("alone-too", "churn", "3", time(6), Map.of("score", 0.5));
    producer.features("other", time(7), Map.of("age", 1.0));
    producer.prediction("other", "churn", "2", time(7), Map.of("score", 0.5));
    producer.prediction("id-0", "churn", "3", time(ROWS), Map.of("score", 0.5));
    producer.raw("ml-features", "bad", "no avro".getBytes(StandardCharsets.UTF_8));
    producer.flush();
  }

  /** The same rows as somebody else's Avro in one topic, and as JSON in two. */
  private static void fillMappedTopics(SchemaRegistryClient registry) {
    for (int i = 0; i < ROWS; i++) {
      String id = "id-" + i;
      producer.raw("scored", id, AvroBytes.of(registry, "scored-value", scored(i)));
      String inputs =
          """
          {"id": "%s", "ts": "%s", "inputs": {"age": %s, "plan": "%s"}}\
          """
              .formatted(id, Instant.ofEpochMilli(time(i)), i % 7 == 0 ? null : i % 90, plan(i));
      String outputs =
          """
          {"ref": {"id": "%s"}, "ms": %d, "score": %s}\
          """
              .formatted(id, time(i), i / (double) ROWS);
      producer.raw("inputs", id, inputs.getBytes(StandardCharsets.UTF_8));
      producer.raw("outputs", id, outputs.getBytes(StandardCharsets.UTF_8));
    }
    producer.raw("outputs", "bad", "{\"ref\": 1".getBytes(StandardCharsets.UTF_8));
    producer.raw("outputs", "bad", "{\"ms\": 1, \"score\": 1}".getBytes(StandardCharsets.UTF_8));
  }

  private static String plan(int i) {
    return i % 3 == 0 ? "basic" : "plus";
  }

  private static GenericRecord scored(int i) {
    GenericRecord event = new GenericData.Record(SCORED.getField("event").schema());
    event.put("id", "id-" + i);
    event.put("at", time(i));
    GenericRecord inputs = new GenericData.Record(SCORED.getField("inputs").schema());
    inputs.put("age", i % 7 == 0 ? null : (Object) (i % 90));
    inputs.put(
        "plan", new GenericData.EnumSymbol(inputs.getSchema().getField("plan").schema(), plan(i)));
    inputs.put("session", "s-" + i);
    GenericRecord scored = new GenericData.Record(SCORED);
    scored.put("event", event);
    scored.put("version", 3);
    scored.put("inputs", inputs);
    scored.put("score", i / (double) ROWS);
    return scored;
  }

  private static NewTopic topic(String name) {
    return new NewTopic(name, 2, (short) 1).configs(Map.of("retention.ms", "-1"));
  }

  @AfterAll
  static void stop() {
    producer.close();
    cluster.close();
  }

  private static long time(int row) {
    return START + row * 1_000L;
  }

  @Test
  void build_fromTopic_equalsTheReferenceOfTheSameRowsInAFile() throws Exception {
    CommandRun run = build("topic.ref");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("3,000 observations of churn/3")
        .contains("1 predictions without features")
        .contains("1 features without a prediction")
        .contains("1 predictions of other models: churn/2 1")
        .contains("1 repeated ids")
        .contains("1 undecodable records: not-avro 1");
    ReferenceProfile ofFile = ofFile(0, ROWS);
    assertThat(read("topic.ref").id()).isEqualTo(ofFile.id());
  }

  @Test
  void build_fromSomebodysAvroWithFeaturesInIt_equalsTheReferenceOfAFile() throws Exception {
    CommandRun run =
        build(
            "avro.ref",
            "-Dtopics.predictions=scored",
            "-Dinput.predictions.format=avro",
            "-Dinput.predictions.id=event.id",
            "-Dinput.predictions.model='churn'",
            "-Dinput.predictions.version=version",
            "-Dinput.predictions.timestamp=event.at",
            "-Dinput.predictions.prediction=score",
            "-Dinput.predictions.features=inputs.*",
            "-Dinput.predictions.exclude=inputs.session");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("3,000 observations of churn/3");
    assertThat(read("avro.ref").id()).isEqualTo(ofFile(0, ROWS).id());
  }

  @Test
  void build_fromTwoTopicsOfJson_equalsTheReferenceOfAFile() throws Exception {
    CommandRun run =
        build(
            "json.ref",
            "-Dtopics.features=inputs",
            "-Dinput.features.format=json",
            "-Dinput.features.id=id",
            "-Dinput.features.timestamp=ts",
            "-Dinput.features.timestamp.unit=iso",
            "-Dinput.features.features=inputs.*",
            "-Dtopics.predictions=outputs",
            "-Dinput.predictions.format=json",
            "-Dinput.predictions.id=ref.id",
            "-Dinput.predictions.model='churn'",
            "-Dinput.predictions.version='3'",
            "-Dinput.predictions.timestamp=ms",
            "-Dinput.predictions.timestamp.unit=ms",
            "-Dinput.predictions.prediction=score");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("3,000 observations of churn/3")
        .contains("2 undecodable records: malformed 1, missing-field 1");
    assertThat(read("json.ref").id()).isEqualTo(ofFile(0, ROWS).id());
  }

  @Test
  void build_timeRange_takesTheseEventTimesOnly() throws Exception {
    CommandRun run =
        build("range.ref", "--from", instant(1_000), "--to", instant(2_000), "--most-waiting=5000");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("1,000 observations of churn/3");
    assertThat(read("range.ref").id()).isEqualTo(ofFile(1_000, 2_000).id());
  }

  @Test
  void build_segments_haveTheRowsOfTheirValues() {
    CommandRun run = build("segments.ref", "--segment-by=plan");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("Segments by plan: 2 taken, with 3000 of 3000 rows");
    List<ReferenceProfile> parts = read("segments.ref").parts().profiles();
    assertThat(parts)
        .extracting(part -> part.segment().toString())
        .containsExactly("plan=basic", "plan=plus");
    assertThat(parts)
        .extracting(part -> part.feature(part.indexOf(FeatureRole.PREDICTION, "score")).count())
        .containsExactly(1_000L, 2_000L);
  }

  @Test
  void build_sample_isTheSameEachTime() throws Exception {
    assertThat(build("a.ref", "--sample", "100").out()).contains("made from 100 rows");
    build("b.ref", "--sample", "100");
    assertThat(read("a.ref").id()).isEqualTo(read("b.ref").id());
    assertThat(read("a.ref").feature(1).count()).isEqualTo(100);
  }

  @Test
  void build_nothingFound_saysWhatThereIs() {
    CommandRun run = build("none.ref", "--from", "-1h");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no observation of churn/3 from ").contains("--from");
    CommandRun absent = build("none.ref", "-Dtopics.features=nowhere");
    assertThat(absent.err()).contains("there is no topic nowhere");
    assertThat(directory.resolve("none.ref")).doesNotExist();
  }

  @Test
  void build_thenPublish_isARollingReference() {
    CommandRun built = build("week.ref", "--name=last-week", "--to=" + instant(2_000));
    assertThat(built.exitCode()).as(built.err()).isZero();
    CommandRun published =
        CommandRun.of(
            all(List.of("publish", directory.resolve("week.ref").toString(), "--create-topic")));
    assertThat(published.exitCode()).as(published.err()).isZero();
    assertThat(CommandRun.of(all(List.of("list"))).out()).contains("last-week").contains("active");
  }

  private static String instant(int row) {
    return Instant.ofEpochMilli(time(row)).toString();
  }

  private ReferenceProfile read(String file) {
    return ReferenceFile.read(directory.resolve(file));
  }

  private CommandRun build(String output, String... more) {
    List<String> args = new ArrayList<>(List.of("build", "--from-topic"));
    args.addAll(List.of("--model=churn", "--version=3"));
    args.add("--output=" + directory.resolve(output));
    args.addAll(List.of(more));
    return CommandRun.of(all(args));
  }

  private static String[] all(List<String> args) {
    List<String> all = new ArrayList<>(List.of("reference"));
    all.addAll(args);
    all.add("--bootstrap-servers=" + cluster.settings().get("kafka.bootstrap.servers"));
    all.add("--schema-registry=" + cluster.settings().get("schema.registry.url"));
    return all.toArray(String[]::new);
  }

  private ReferenceProfile ofFile(int first, int last) throws IOException {
    StringBuilder rows = new StringBuilder("age,plan,score\n");
    for (int i = first; i < last; i++) {
      rows.append(i % 7 == 0 ? "" : String.valueOf(i % 90));
      rows.append(i % 3 == 0 ? ",basic," : ",plus,").append(i / (double) ROWS).append('\n');
    }
    Path file = Files.writeString(directory.resolve("rows.csv"), rows);
    Path output = directory.resolve("file.ref");
    CommandRun run =
        CommandRun.of(
            "reference",
            "build",
            file.toString(),
            "--model=churn",
            "--version=3",
            "--predictions=score",
            "--output=" + output);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return ReferenceFile.read(output);
  }
}
