// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.cli.CommandRun;
import io.tidemark.service.demo.LocalCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ReferencePublishIT {

  private static LocalCluster cluster;

  @TempDir private Path directory;

  @BeforeAll
  static void startCluster() {
    cluster = LocalCluster.start();
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @Test
  void publish_thenListAndShow_findsTheNewest() throws Exception {
    Path sample = Files.writeString(directory.resolve("a.csv"), "x,y\n1,a\n2,b\n");
    CommandRun noTopic = on("absent", "publish", sample.toString(), "--model=m", "--version=1");
    assertThat(noTopic.exitCode()).isEqualTo(1);
    assertThat(noTopic.err()).contains("there is no topic absent").contains("--create-topic");

    CommandRun first =
        on("refs", "publish", sample.toString(), "--model=m", "--version=1", "--create-topic");
    assertThat(first.err()).isEmpty();
    assertThat(first.exitCode()).isZero();
    assertThat(first.out()).contains("Created topic refs").contains("of m/1 (training), 2 columns");

    Path more = Files.writeString(directory.resolve("b.csv"), "x,y\n1,a\n2,b\n3,c\n");
    assertThat(on("refs", "publish", more.toString(), "--model=m", "--version=1").exitCode())
        .isZero();
    assertThat(on("refs", "publish", more.toString(), "--model=n", "--version=7").exitCode())
        .isZero();

    CommandRun list = on("refs", "list");
    assertThat(list.outLines()).hasSize(4);
    assertThat(list.outLines().get(1)).startsWith("m ").contains("training", "inactive");
    assertThat(list.outLines().get(2)).startsWith("m ").containsPattern(" 3 .* active");
    CommandRun show = on("refs", "show", "--model=m");
    assertThat(show.out()).contains("m/1 (training)").contains("from 1 to 3").doesNotContain("n/7");
    assertThat(on("refs", "show", "--model=z").err()).contains("holds no reference of z");
  }

  @Test
  void lifeCycle_activateRollBackRetireExportDelete() throws Exception {
    Path sample = Files.writeString(directory.resolve("a.csv"), "x,y\n1,a\n2,b\n");
    Path more = Files.writeString(directory.resolve("b.csv"), "x,y\n1,a\n2,b\n30,c\n");
    String[] model = {"--model=life", "--version=1"};
    on("life", "publish", sample.toString(), model[0], model[1], "--create-topic");
    CommandRun second =
        on("life", "publish", more.toString(), "--name=week", "--no-activate", model[0], model[1]);
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(states("life")).containsExactly("training active", "week inactive");

    CommandRun activated = on("life", "activate", "week", model[0], model[1]);
    assertThat(activated.out()).contains("since ever: training").contains(": week (");
    assertThat(states("life")).containsExactly("training inactive", "week active");
    CommandRun refused = on("life", "delete", "week", model[0], model[1]);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("is in force").contains("--force");

    on("life", "rollback", model[0], model[1]);
    assertThat(states("life")).containsExactly("training active", "week inactive");
    assertThat(on("life", "activate", "nobody", model[0], model[1]).err())
        .contains("no reference of life/1 is called nobody")
        .contains("week (");

    CommandRun diff = on("life", "diff", "training", "week", model[0], model[1]);
    assertThat(diff.outLines().get(1)).contains("numeric", "2 > 3", "0.3333");

    Path file = directory.resolve("week.ref");
    assertThat(on("life", "export", "week", "--output=" + file, model[0], model[1]).exitCode())
        .isZero();
    assertThat(on("life", "diff", file.toString(), "week", model[0], model[1]).out())
        .contains("0.0000");
    assertThat(on("life", "delete", "week", model[0], model[1]).exitCode()).isZero();
    assertThat(states("life")).containsExactly("training active");

    on("life", "retire", model[0], model[1]);
    assertThat(states("life")).containsExactly("training inactive");
    on("life", "publish", more.toString(), "--name=again", model[0], model[1]);
    assertThat(states("life")).containsExactly("training inactive", "again active");
  }

  @Test
  void lifeCycle_withSegments_goesWithItsWhole() throws Exception {
    Path sample = Files.writeString(directory.resolve("s.csv"), SegmentBuildTest.sample(6_000));
    String[] model = {"--model=seg", "--version=1"};
    CommandRun published =
        on(
            "seg",
            "publish",
            sample.toString(),
            model[0],
            model[1],
            "--segment-by=country",
            "--segment-by=country+tier",
            "--segments-max=3",
            "--create-topic");
    assertThat(published.exitCode()).as(published.err()).isZero();
    assertThat(published.out()).contains("4 columns and 6 segments");
    assertThat(states("seg")).containsExactly("training active");
    assertThat(on("seg", "list").outLines().get(1)).endsWith(" 6");
    assertThat(on("seg", "show", "--model=seg").out()).contains("country=DE,tier=t0");

    Path file = directory.resolve("seg.ref");
    on("seg", "export", "training", "--output=" + file, model[0], model[1]);
    assertThat(ReferenceFile.read(file).parts().profiles()).hasSize(6);
    assertThat(on("seg", "delete", "training", "--force", model[0], model[1]).exitCode()).isZero();
    CommandRun list = on("seg", "list");
    assertThat(list.err()).contains("holds no reference").doesNotContain("not in force");
    assertThat(on("seg", "publish", file.toString()).exitCode()).isZero();
    assertThat(states("seg")).containsExactly("training active");
  }

  /** Two hundred columns with 1,100 different numbers each: some 2 MB in one record. */
  private Path wide() throws IOException {
    Random random = new Random(3);
    StringBuilder rows = new StringBuilder(1 << 22);
    rows.append(IntStream.range(0, 200).mapToObj(i -> "x" + i).collect(joining(",")));
    for (int row = 0; row < 1_100; row++) {
      rows.append('\n');
      for (int column = 0; column < 200; column++) {
        rows.append(column == 0 ? "" : ",").append(random.nextGaussian());
      }
    }
    return Files.writeString(directory.resolve("wide.csv"), rows.append('\n'));
  }

  @Test
  void publish_wideReference_fitsInATopicOfOurs_andSaysWhatOthersLack() throws Exception {
    String brokers = cluster.settings().get("kafka.bootstrap.servers");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      NewTopic plain = new NewTopic("narrow", Optional.of(1), Optional.empty());
      admin.createTopics(List.of(plain)).all().get(30, TimeUnit.SECONDS);
    }
    String sample = wide().toString();

    CommandRun narrow = on("narrow", "publish", sample, "--model=wide", "--version=1");
    CommandRun own = on("own", "publish", sample, "--model=wide", "--version=1", "--create-topic");

    assertThat(narrow.exitCode()).isEqualTo(1);
    assertThat(narrow.err())
        .contains("of wide/1 with its 200 columns", "topic narrow")
        .contains("set max.message.bytes", "--resolution")
        .doesNotContain("that the brokers run");
    assertThat(own.exitCode()).as(own.err()).isZero();
    assertThat(on("own", "list").outLines()).hasSize(2);
  }

  private static List<String> states(String topic) {
    return on(topic, "list").outLines().stream()
        .skip(1)
        .map(line -> line.split(" +", -1))
        .map(cells -> cells[2] + " " + cells[7])
        .toList();
  }

  @Test
  void list_noBroker_namesTheOption() {
    CommandRun run =
        CommandRun.of("reference", "list", "--bootstrap-servers", "127.0.0.1:1", "-Dhttp.port=0");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("127.0.0.1:1").contains("--bootstrap-servers");
  }

  @Test
  void publish_noRegistry_namesTheOption() throws Exception {
    Path sample = Files.writeString(directory.resolve("a.csv"), "x,y\n1,a\n2,b\n");
    CommandRun run =
        CommandRun.of(
            "reference",
            "publish",
            sample.toString(),
            "--model=m",
            "--version=1",
            "--create-topic",
            "--bootstrap-servers=" + cluster.settings().get("kafka.bootstrap.servers"),
            "--schema-registry=http://127.0.0.1:1",
            "-Dtopics.references=other",
            "-Dschema.registry.retries=0");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("--schema-registry");
  }

  private static CommandRun on(String topic, String... args) {
    List<String> all = new ArrayList<>(List.of("reference"));
    all.addAll(List.of(args));
    all.add("--bootstrap-servers=" + cluster.settings().get("kafka.bootstrap.servers"));
    all.add("--schema-registry=" + cluster.settings().get("schema.registry.url"));
    all.add("-Dtopics.references=" + topic);
    return CommandRun.of(all.toArray(String[]::new));
  }
}
