// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import kafka.server.BrokerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import scala.Option;

/**
 * A real Kafka broker inside this JVM: one KRaft node, broker and controller at once, on loopback.
 *
 * <p>It keeps records of any event time for as long as it lives, has one replica of everything, so
 * that transactions work, and creates no topic unasked. Several may live in one JVM. {@link #stop}
 * and {@link #start} again keep ports and data, as a broker's restart does; {@link #close} deletes
 * the data. Not safe for use by several threads.
 */
public final class EmbeddedKafka implements AutoCloseable {

  /*
   * Ports are taken below the range from which systems give ports to outgoing connections. A client
   * that looks for a stopped broker on a port of that range can be given the very port as its own
   * end, connect to itself, and so keep the broker from coming back.
   */
  private static final int LOWEST_PORT = 10_240;
  private static final int HIGHEST_PORT = 32_000;
  private static final int START_ATTEMPTS = 5;
  private static final long ADMIN_TIMEOUT_SECONDS = 30;
  private static final String HOST = "127.0.0.1";
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private static final String SETTINGS_FILE = "server.properties";

  /** Noted among the settings for the next process; no names of Kafka's. */
  private static final String BROKER_PORT = "tidemark.broker.port";

  private static final String CONTROLLER_PORT = "tidemark.controller.port";

  /** Distinct node ids keep the brokers of one JVM apart in JMX. */
  private static final AtomicInteger NODE_IDS = new AtomicInteger(1);

  private final int nodeId = NODE_IDS.getAndIncrement();
  private final Map<String, String> overrides;
  private Path wantedDirectory;
  private Path directory;
  private int brokerPort;
  private int controllerPort;
  private KafkaRaftServer server;

  /** Makes a broker with the settings of this class; it does not run before {@link #start}. */
  public EmbeddedKafka() {
    this(Map.of());
  }

  /**
   * Makes a broker with other settings.
   *
   * @param overrides broker settings that replace or add to those of this class
   */
  public EmbeddedKafka(Map<String, String> overrides) {
    this.overrides = Map.copyOf(overrides);
  }

  /**
   * Makes a broker whose data and ports outlive the process: one made later for the same directory
   * goes on where this one was stopped or killed. One process at a time.
   *
   * @param directory where it keeps everything; created by the first start
   * @return the broker; it does not run before {@link #start}
   */
  public static EmbeddedKafka at(Path directory) {
    EmbeddedKafka kafka = new EmbeddedKafka();
    Path file = directory.resolve(SETTINGS_FILE);
    if (Files.exists(file)) {
      Properties settings = new Properties();
      try (Reader reader = Files.newBufferedReader(file)) {
        settings.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      kafka.brokerPort = Integer.parseInt(settings.getProperty(BROKER_PORT));
      kafka.controllerPort = Integer.parseInt(settings.getProperty(CONTROLLER_PORT));
      kafka.directory = directory;
    } else {
      kafka.wantedDirectory = directory;
    }
    return kafka;
  }

  /**
   * Starts the broker and returns when it takes requests. The first start formats a directory and
   * chooses ports; later ones, after {@link #stop}, find both again.
   *
   * @return this
   * @throws IllegalStateException if it runs already
   * @throws KafkaException if the broker cannot start
   */
  public EmbeddedKafka start() {
    if (server != null) {
      throw new IllegalStateException("the embedded broker runs already at " + bootstrapServers());
    }
    if (directory != null) {
      server = launch();
      return this;
    }
    for (int attempt = 1; ; attempt++) {
      try {
        format();
        server = launch();
        return this;
      } catch (KafkaException e) {
        // Another process may have taken a port between the look and the use.
        deleteDirectory();
        if (attempt == START_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Stops the broker in good order and keeps its data and ports; nothing if it does not run. */
  public void stop() {
    if (server != null) {
      stopEndingTransactions(server);
      server.shutdown();
      server.awaitShutdown();
      server = null;
    }
  }

  /**
   * Before the only broker stops, its partitions have no leader. The transaction coordinator of
   * Kafka 4.3 takes such a partition for a deleted one and does not write the end of a transaction
   * there (KAFKA-20734): readers of committed records then wait for it for ever, or the next
   * transaction of the same producer decides about it. So the coordinator stops first. What it has
   * not finished is in its log, and it goes on with that when it starts again.
   */
  private static void stopEndingTransactions(KafkaRaftServer server) {
    try {
      Field field = KafkaRaftServer.class.getDeclaredField("broker");
      field.setAccessible(true);
      ((BrokerServer) ((Option<?>) field.get(server)).get()).transactionCoordinator().shutdown();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Kafka keeps its broker elsewhere", e);
    }
  }

  /** Stops the broker and deletes its data. */
  @Override
  public void close() {
    stop();
    deleteDirectory();
  }

  /**
   * Where clients connect.
   *
   * @return {@code host:port}
   * @throws IllegalStateException if the broker was never started
   */
  public String bootstrapServers() {
    if (brokerPort == 0) {
      throw new IllegalStateException("start the embedded broker before asking where it is");
    }
    return HOST + ":" + brokerPort;
  }

  /**
   * Creates a topic of one replica.
   *
   * @param name its name
   * @param partitions number of partitions
   * @param config topic settings, such as {@code cleanup.policy}
   * @throws KafkaException if it exists already or cannot be created
   */
  public void createTopic(String name, int partitions, Map<String, String> config) {
    NewTopic topic =
        new NewTopic(name, Optional.of(partitions), Optional.of((short) 1)).configs(config);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      admin.createTopics(List.of(topic)).all().get(ADMIN_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new KafkaException("cannot create topic " + name, e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("the embedded broker did not answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while creating topic " + name, e);
    }
  }

  /**
   * Creates a topic of one replica with the broker's defaults.
   *
   * @param name its name
   * @param partitions number of partitions
   */
  public void createTopic(String name, int partitions) {
    createTopic(name, partitions, Map.of());
  }

  private KafkaRaftServer launch() {
    KafkaRaftServer starting = new KafkaRaftServer(new KafkaConfig(settings()), Time.SYSTEM);
    try {
      starting.startup();
      return starting;
    } catch (RuntimeException e) {
      starting.shutdown();
      starting.awaitShutdown();
      throw new KafkaException("the embedded broker cannot start: " + e.getMessage(), e);
    }
  }

  private void format() {
    brokerPort = freePort();
    controllerPort = freePort();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      directory =
          wantedDirectory == null
              ? Files.createTempDirectory("tidemark-kafka-")
              : Files.createDirectories(wantedDirectory);
      Path file = directory.resolve(SETTINGS_FILE);
      try (Writer writer = Files.newBufferedWriter(file)) {
        settings().store(writer, null);
      }
      String[] command = {
        "format", "--standalone", "-t", Uuid.randomUuid().toString(), "-c", file.toString()
      };
      int status =
          StorageTool.execute(command, new PrintStream(said, true, StandardCharsets.UTF_8));
      if (status != 0) {
        throw new KafkaException(
            "cannot format " + directory + ": " + said.toString(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Properties settings() {
    Properties settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(nodeId));
    settings.put("listeners", listeners());
    settings.put("advertised.listeners", listeners());
    settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "BROKER");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("controller.quorum.bootstrap.servers", HOST + ":" + controllerPort);
    settings.put(BROKER_PORT, Integer.toString(brokerPort));
    settings.put(CONTROLLER_PORT, Integer.toString(controllerPort));
    settings.put("log.dirs", directory.resolve("data").toString());
    settings.put("auto.create.topics.enable", "false");
    addRetention(settings);
    addSmallness(settings);
    addQuickness(settings);
    settings.putAll(overrides);
    return settings;
  }

  private String listeners() {
    return "BROKER://" + HOST + ":" + brokerPort + ",CONTROLLER://" + HOST + ":" + controllerPort;
  }

  /** Event times of any year stay: retention counts from them, and replays bring old ones. */
  private static void addRetention(Properties settings) {
    settings.put("log.retention.ms", "-1");
    settings.put("log.message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE));
    settings.put("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
  }

  private static void addSmallness(Properties settings) {
    settings.put("default.replication.factor", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "2");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "2");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("log.cleaner.dedupe.buffer.size", "4194304");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("background.threads", "2");
  }

  private static void addQuickness(Properties settings) {
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("group.min.session.timeout.ms", "1000");
    settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    settings.put("controller.quorum.election.timeout.ms", "200");
    settings.put("controller.quorum.election.backoff.max.ms", "100");
    settings.put("broker.heartbeat.interval.ms", "500");
  }

  /**
   * A port of the loopback address that nobody listens on just now.
   *
   * @return one below the range for outgoing connections
   */
  public static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
      if (isFree(port)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(HOST, LOOPBACK), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void deleteDirectory() {
    if (directory == null) {
      return;
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException e) {
      // Somebody else deleted it: what was wanted.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      directory = null;
    }
  }
}
