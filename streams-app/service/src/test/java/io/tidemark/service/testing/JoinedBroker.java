// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing;

import io.tidemark.service.demo.EmbeddedKafka;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/**
 * A second broker in the cluster of another, in a JVM of its own, so that it can be killed. It is
 * no controller, so the first one goes on without it; it leads what is moved to it.
 */
public final class JoinedBroker implements AutoCloseable {

  private static final int NODE_ID = 1_000;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SETTINGS_FILE = "server.properties";

  private final Path directory;
  private ChildJvm jvm;

  private JoinedBroker(Path directory) {
    this.directory = directory;
  }

  /** Starts a broker that keeps everything in a directory; returns when it takes requests. */
  public static JoinedBroker start(Path directory, BrokerProcess first)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Properties settings = load(first.dataDirectory().resolve(SETTINGS_FILE));
    Path firstsLog = Path.of(settings.getProperty("log.dirs"));
    String listener = "BROKER://127.0.0.1:" + EmbeddedKafka.freePort();
    settings.setProperty("process.roles", "broker");
    settings.setProperty("node.id", Integer.toString(NODE_ID));
    settings.setProperty("listeners", listener);
    settings.setProperty("advertised.listeners", listener);
    settings.setProperty("log.dirs", directory.resolve("data").toString());
    Path file = directory.resolve(SETTINGS_FILE);
    try (Writer writer = Files.newBufferedWriter(file)) {
      settings.store(writer, null);
    }
    format(file, load(firstsLog.resolve("meta.properties")).getProperty("cluster.id"));
    JoinedBroker broker = new JoinedBroker(directory);
    broker.startAgain();
    return broker;
  }

  private static Properties load(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }

  private static void format(Path settings, String clusterId) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    String[] command = {"format", "-t", clusterId, "-c", settings.toString()};
    int status = StorageTool.execute(command, new PrintStream(said, true, StandardCharsets.UTF_8));
    if (status != 0) {
      throw new AssertionError("cannot format: " + said.toString(StandardCharsets.UTF_8));
    }
  }

  /** Its id in the cluster. */
  public int id() {
    return NODE_ID;
  }

  /** SIGKILL: what it leads has no leader until it starts again. */
  public void kill() throws InterruptedException {
    jvm.kill();
  }

  /** Starts it again where it was; returns when it takes requests. */
  public void startAgain() throws IOException, InterruptedException {
    jvm =
        ChildJvm.start(
            JoinedBroker.class,
            directory.resolve("broker.log"),
            List.of("-Xmx512m"),
            directory.resolve(SETTINGS_FILE).toString());
    jvm.awaitReady(PATIENCE);
  }

  @Override
  public void close() {
    jvm.stop();
  }

  /** The broker: runs until it is told to end. */
  public static void main(String[] args) throws IOException, InterruptedException {
    ChildJvm.endWithParent();
    KafkaRaftServer server =
        new KafkaRaftServer(new KafkaConfig(load(Path.of(args[0]))), Time.SYSTEM);
    server.startup();
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
    ChildJvm.tellReady("");
    new CountDownLatch(1).await();
  }
}
