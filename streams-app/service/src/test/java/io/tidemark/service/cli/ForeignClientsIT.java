// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tidemark.service.expose.metrics.Executables;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What docs/clients.md shows, done to a running demo: clients in Python, and kcat. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(400)
class ForeignClientsIT {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root"));
  private static final Path EXAMPLES = ROOT.resolve("docs/examples/python");
  private static final Pattern ADDRESS =
      Pattern.compile(" +(what it sees|Kafka|Schema Registry) +(\\S+)");

  /** Several windows of the demo. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir static Path directory;

  private final Map<String, String> addresses = new HashMap<>();
  private Process demo;

  @BeforeAll
  void startDemo() throws IOException {
    demo =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "demo",
                "-Dhttp.port=0",
                "--drift-after=1s",
                "--rate=50")
            .redirectError(directory.resolve("demo.log").toFile())
            .start();
    BufferedReader lines = demo.inputReader(StandardCharsets.UTF_8);
    while (addresses.size() < 3) {
      String line = lines.readLine();
      if (line == null) {
        throw new IOException("the demo ended: " + Files.readString(directory.resolve("demo.log")));
      }
      Matcher address = ADDRESS.matcher(line);
      if (address.matches()) {
        addresses.put(address.group(1), address.group(2));
      }
    }
    Thread drain = new Thread(() -> lines.lines().forEach(line -> {}), "demo-output");
    drain.setDaemon(true);
    drain.start();
  }

  @AfterAll
  void stopDemo() {
    demo.destroy();
    demo.onExit().join();
  }

  @Test
  void python_producerAndConsumer_modelShowsUpAndTriggerArrives() throws Exception {
    Path python = freshEnvironment();
    String produced =
        run(
            List.of(
                python.toString(),
                EXAMPLES.resolve("produce.py").toString(),
                addresses.get("Kafka"),
                addresses.get("Schema Registry"),
                "from-python",
                "300"));
    assertThat(produced).isEqualTo("published 300 predictions of from-python/1\n");

    String trigger =
        run(
            List.of(
                python.toString(),
                EXAMPLES.resolve("consume_triggers.py").toString(),
                addresses.get("Kafka"),
                "credit-risk",
                "1"));
    assertThat(trigger).matches("[0-9a-f-]{36} credit-risk \\S+Z \\S+Z\n");

    JsonNode model = judged("from-python");
    assertThat(model.path("verdict").asText()).isEqualTo("NO_REFERENCE");
    assertThat(model.path("observations").asInt()).isBetween(1, 300);
  }

  @Test
  void kcat_everyDocumentedCommand_works() throws Exception {
    Path kcat = Executables.require("kcat", "kcat");
    boolean readsAvro = run(List.of(kcat.toString(), "-V")).contains("Avro");
    List<String> commands = new ArrayList<>();
    for (String line : Files.readAllLines(ROOT.resolve("docs/clients.md"))) {
      if (line.startsWith("kcat ")) {
        commands.add(line);
      }
    }
    assertThat(commands).hasSizeGreaterThanOrEqualTo(4);
    for (String command : commands) {
      if (readsAvro || !command.contains("avro")) {
        run(
            List.of(
                "bash",
                "-c",
                command
                    .replace("broker:9092", addresses.get("Kafka"))
                    .replace("http://registry:8081", addresses.get("Schema Registry"))));
      }
    }
  }

  /** A Python of its own with the client installed, as the documentation says. */
  private static Path freshEnvironment() throws Exception {
    Path system = Executables.require("python3", "python3-venv");
    Path environment = directory.resolve("venv");
    run(List.of(system.toString(), "-m", "venv", environment.toString()));
    List<String> install =
        List.of(
            environment.resolve("bin/pip").toString(),
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "-r",
            EXAMPLES.resolve("requirements.txt").toString());
    Process pip = start(install);
    if (!pip.waitFor(180, TimeUnit.SECONDS) || pip.exitValue() != 0) {
      pip.destroyForcibly();
      String message = "the packages of " + EXAMPLES + " cannot be had: " + output();
      if ("true".equals(System.getenv("CI"))) {
        fail(message);
      }
      abort(message);
    }
    return environment.resolve("bin/python");
  }

  /** What the service says of a model once its first window has closed. */
  private JsonNode judged(String name) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonNode model = model(name);
    while (model.path("verdict").isNull() || model.path("verdict").isMissingNode()) {
      assertThat(System.nanoTime()).as("%s has no verdict: %s", name, model).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(100);
      model = model(name);
    }
    return model;
  }

  private JsonNode model(String name) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(addresses.get("what it sees") + "api/v1/models"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    for (JsonNode model : new ObjectMapper().readTree(answer.body()).path("models")) {
      if (model.path("model").asText().equals(name)) {
        return model;
      }
    }
    return MissingNode.getInstance();
  }

  private static String run(List<String> command) throws Exception {
    Process process = start(command);
    if (!process.waitFor(180, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " did not end");
    }
    assertThat(process.exitValue()).as(command + ":\n" + output()).isZero();
    return output();
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("output").toFile())
        .start();
  }

  private static String output() throws IOException {
    return Files.readString(directory.resolve("output"));
  }
}
