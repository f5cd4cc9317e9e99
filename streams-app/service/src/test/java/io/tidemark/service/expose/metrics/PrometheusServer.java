// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * A real Prometheus in a process of its own, on loopback, with its data in a directory of the test.
 * It scrapes one Tidemark every second and evaluates the project's rules every second.
 */
public final class PrometheusServer implements AutoCloseable {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Process process;
  private final String url;
  private final Path log;

  private PrometheusServer(Process process, String url, Path log) {
    this.process = process;
    this.url = url;
    this.log = log;
  }

  /**
   * Starts one and waits until it has scraped twice. Skips the test where Prometheus is absent.
   *
   * @param directory an empty directory
   * @param target the address of a Tidemark, such as {@code http://127.0.0.1:8080}
   */
  public static PrometheusServer start(Path directory, String target) throws IOException {
    Path program = Executables.require("prometheus", "prometheus");
    String address = "127.0.0.1:" + freePort();
    Path configuration = directory.resolve("prometheus.yml");
    Files.writeString(configuration, configuration(URI.create(target)));
    Path log = directory.resolve("prometheus.log");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=" + address,
                "--log.level=warn")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    PrometheusServer server = new PrometheusServer(process, "http://" + address, log);
    try {
      server.await("count_over_time(up{job=\"tidemark\"}[1m]) >= 2 and up == 1", START_LIMIT);
      return server;
    } catch (AssertionError e) {
      server.close();
      throw e;
    }
  }

  /** Evaluates an expression now and gives the resulting series. */
  public JsonNode query(String expression) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/query"))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)))
            .build();
    JsonNode answer = send(request);
    if (!answer.path("status").asText().equals("success")) {
      throw new AssertionError(expression + ": " + answer.path("error").asText());
    }
    return answer.get("data").get("result");
  }

  /** Evaluates an expression until it returns something. */
  public JsonNode await(String expression, Duration limit) {
    return await(expression, result -> !result.isEmpty(), limit);
  }

  /** Evaluates an expression until its result is as wished. */
  public JsonNode await(String expression, Predicate<JsonNode> wished, Duration limit) {
    Instant deadline = Instant.now().plus(limit);
    while (true) {
      AssertionError failure = null;
      try {
        JsonNode result = query(expression);
        if (wished.test(result)) {
          return result;
        }
      } catch (AssertionError e) {
        failure = e;
      }
      if (Instant.now().isAfter(deadline) || !process.isAlive()) {
        throw new AssertionError(
            "within " + limit + " nothing as wished came from " + expression + "\n" + logText(),
            failure);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  /** The alerting rules as Prometheus sees them: name, query, health, lastError, alerts. */
  public JsonNode alertingRules() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/rules?type=alert"))
            .timeout(Duration.ofSeconds(10))
            .build();
    return send(request).get("data").get("groups");
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      return MAPPER.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError("Prometheus does not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private String logText() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  private static String configuration(URI target) {
    return """
    global:
      scrape_interval: 1s
      scrape_timeout: 1s
      evaluation_interval: 1s
    rule_files: ["%s"]
    scrape_configs:
      - job_name: tidemark
        static_configs:
          - targets: ["%s:%d"]
    """
        .formatted(AlertRules.rules().toAbsolutePath(), target.getHost(), target.getPort());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
