// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.cli.CommandRun;
import io.tidemark.service.demo.LocalCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    assertThat(list.outLines()).hasSize(3);
    assertThat(list.outLines().get(1)).startsWith("m ").contains("training").containsPattern(" 3 ");
    CommandRun show = on("refs", "show", "--model=m");
    assertThat(show.out()).contains("m/1 (training)").contains("from 1 to 3").doesNotContain("n/7");
    assertThat(on("refs", "show", "--model=z").err()).contains("holds no reference of z");
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
