// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.cli.CommandRun;
import io.tidemark.service.cli.Main;
import io.tidemark.service.demo.LocalCluster;
import io.tidemark.service.testing.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class ReplayRecoveryIT {

  private static final int ROWS = 30_000;
  private static final long START_MILLIS = 1_622_505_600_000L;
  private static final long HOUR_MILLIS = 3_600_000;
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int PATIENCE_PAUSES = 2_400;

  @TempDir private Path directory;

  @Test
  void replay_startedAgainAfterAKill_printsTheLinesOfAnUndisturbedRun() throws Exception {
    Path sample = write("reference.csv", 500);
    Path events = write("events.csv", ROWS);
    try (LocalCluster cluster = LocalCluster.start()) {
      String[] replay = replay(sample, events, cluster.settings().get("kafka.bootstrap.servers"));

      killWhenResultsCome(replay, cluster.settings().get("kafka.bootstrap.servers"));
      CommandRun again = CommandRun.of(replay);
      CommandRun undisturbed = CommandRun.of(replay(sample, events, null));

      assertThat(again.exitCode()).as(again.err()).isZero();
      assertThat(undisturbed.outLines()).hasSizeGreaterThan(100);
      assertThat(again.outLines()).isEqualTo(undisturbed.outLines());
    }
  }

  private void killWhenResultsCome(String[] replay, String brokers) throws Exception {
    ChildJvm child =
        ChildJvm.start(Main.class, directory.resolve("killed.log"), List.of("-Xmx512m"), replay);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      for (int i = 0; !hasResults(admin); i++) {
        assertThat(i).as("results before patience ends").isLessThan(PATIENCE_PAUSES);
        assertThat(child.endsWithin(PAUSE)).as("ended before its first result").isFalse();
      }
    } finally {
      child.kill();
    }
    assertThat(child.exitValue()).as("killed, not finished").isEqualTo(128 + 9);
  }

  private static boolean hasResults(Admin admin) throws InterruptedException, ExecutionException {
    Optional<String> topic =
        admin.listTopics().names().get().stream()
            .filter(name -> name.startsWith("tidemark-replay-") && name.endsWith("-results"))
            .findFirst();
    if (topic.isEmpty()) {
      return false;
    }
    TopicPartition partition = new TopicPartition(topic.get(), 0);
    return admin
            .listOffsets(Map.of(partition, OffsetSpec.latest()))
            .partitionResult(partition)
            .get()
            .offset()
        > 0;
  }

  private static String[] replay(Path sample, Path events, String brokers) {
    List<String> args = new ArrayList<>(List.of("replay", "--model=m", "--version=1"));
    args.addAll(List.of("--reference=" + sample, "--events=" + events, "--timestamp=t"));
    args.addAll(List.of("--predictions=score", "--window=1h", "--exclude=t"));
    if (brokers != null) {
      args.add("--bootstrap-servers=" + brokers);
    }
    return args.toArray(String[]::new);
  }

  private Path write(String name, int rows) throws Exception {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder("x,c,score,t\n");
    for (int i = 0; i < rows; i++) {
      text.append(random.nextGaussian()).append(random.nextInt(3) == 0 ? ",a," : ",b,");
      text.append(random.nextDouble()).append(',');
      text.append(START_MILLIS + i * HOUR_MILLIS / 500).append('\n');
    }
    return Files.writeString(directory.resolve(name), text);
  }
}
