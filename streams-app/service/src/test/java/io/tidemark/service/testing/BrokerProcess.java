// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing;

import io.tidemark.service.demo.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A broker in a JVM of its own, so that it can be killed; it keeps its data and its ports. */
public final class BrokerProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path directory;
  private final String bootstrapServers;
  private ChildJvm jvm;

  private BrokerProcess(Path directory) throws IOException, InterruptedException {
    this.directory = directory;
    this.jvm = launch();
    this.bootstrapServers = jvm.awaitReady(PATIENCE);
  }

  /** Starts a broker that keeps everything in a directory. */
  public static BrokerProcess start(Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    return new BrokerProcess(directory);
  }

  private ChildJvm launch() throws IOException {
    return ChildJvm.start(
        BrokerProcess.class,
        directory.resolve("broker.log"),
        List.of("-Xmx1g"),
        dataDirectory().toString());
  }

  /** Where it keeps its settings and its data. */
  Path dataDirectory() {
    return directory.resolve("kafka");
  }

  /** Where clients connect, before and after a restart. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Stops the broker in good order. */
  public void stop() {
    jvm.stop();
  }

  /** SIGKILL: nothing is flushed or said to anybody. */
  public void kill() throws InterruptedException {
    jvm.kill();
  }

  /** Starts it again where it was; returns when it takes requests. */
  public void startAgain() throws IOException, InterruptedException {
    jvm = launch();
    jvm.awaitReady(PATIENCE);
  }

  @Override
  public void close() {
    stop();
  }

  /** The broker: runs until it is told to end. */
  public static void main(String[] args) throws InterruptedException {
    ChildJvm.endWithParent();
    EmbeddedKafka kafka = EmbeddedKafka.at(Path.of(args[0]));
    kafka.start();
    Runtime.getRuntime().addShutdownHook(new Thread(kafka::stop));
    ChildJvm.tellReady(kafka.bootstrapServers());
    new CountDownLatch(1).await();
  }
}
