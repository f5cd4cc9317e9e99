// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends requests to whichever registry address answers. Connection failures, 408, 429 and server
 * errors move on to the next address, then wait and start over; any other answer is final. Safe for
 * use by several threads.
 */
final class RegistryTransport {

  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RegistryConfig config;
  private final HttpClient http;
  private final RegistryWatch watch;
  private final Pause pause;
  private volatile int preferred;

  /** A wait. */
  interface Pause {
    void millis(long millis) throws InterruptedException;
  }

  RegistryTransport(RegistryConfig config) {
    this(config, Thread::sleep);
  }

  /** A transport whose waits between rounds are somebody else's to make. */
  RegistryTransport(RegistryConfig config, Pause pause) {
    this.config = config;
    this.pause = pause;
    this.watch = new RegistryWatch(config.urls(), Clock.systemUTC());
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(config.timing().connectTimeout());
    if (config.tls().isGiven()) {
      builder.sslContext(config.tls().context());
    }
    this.http = builder.build();
  }

  /** Whether the registry answers. */
  RegistryState state() {
    return watch.state();
  }

  /**
   * Sends one request.
   *
   * @param method GET, POST or PUT
   * @param path path and query below the base address, percent-encoded
   * @param body JSON to send, or null
   * @param about what the request is about, for messages, such as {@code subject 'x-value'}
   * @return the answer's JSON
   */
  JsonNode send(String method, String path, JsonNode body, String about) {
    Attempt last = null;
    for (int round = 0; round <= config.timing().retries(); round++) {
      if (round > 0) {
        pause(round, last.retryAfterMillis(), about);
      }
      int first = preferred;
      for (int i = 0; i < config.urls().size(); i++) {
        int index = (first + i) % config.urls().size();
        URI base = config.urls().get(index);
        last = attempt(base, method, path, body, about);
        if (!last.passing()) {
          preferred = index;
          watch.answered();
          return answer(base, last, about);
        }
      }
      watch.failed(last.fault());
    }
    throw new RegistryUnavailableException(
        "the Schema Registry could not be asked for "
            + about
            + " after "
            + (config.timing().retries() + 1)
            + " rounds over "
            + config.urls()
            + ", last: "
            + last.fault()
            + "; check that it runs and that the URL is right",
        last.cause());
  }

  private Attempt attempt(URI base, String method, String path, JsonNode body, String about) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(config.timing().requestTimeout())
            .header("Accept", CONTENT_TYPE + ", application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    if (body != null) {
      request.header("Content-Type", CONTENT_TYPE);
    }
    if (config.authorization() != null) {
      request.header("Authorization", config.authorization());
    }
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      return new Attempt(
          response.statusCode(),
          response.body(),
          response.headers().firstValue("Retry-After").orElse(""),
          null);
    } catch (IOException e) {
      return new Attempt(0, "", "", e);
    } catch (InterruptedException e) {
      throw interrupted(about, e);
    }
  }

  private static JsonNode answer(URI base, Attempt attempt, String about) {
    JsonNode body = json(attempt.body());
    int status = attempt.status();
    if (status / 100 == 2 && body != null) {
      return body;
    }
    int code = body == null ? 0 : body.path("error_code").asInt();
    String where = about + " at " + base;
    String said = code == 0 ? "" : ": " + body.path("message").asText();
    // Any other 404 comes from a path that is no registry's; it must not pass for a missing schema.
    if (status == 404 && code / 100 == 404) {
      throw new SchemaNotFoundException(
          "the Schema Registry does not have "
              + where
              + said
              + "; check that producer and Tidemark use the same registry");
    }
    if (status == 409) {
      throw new IncompatibleSchemaException(
          "the Schema Registry refused "
              + where
              + " as incompatible with its earlier versions"
              + said
              + "; use another topic, or change the subject's compatibility level knowingly");
    }
    if (status == 422) {
      throw new InvalidSchemaException(
          "the Schema Registry refused " + where + " as invalid" + said, null);
    }
    throw new RegistryUnavailableException(
        "the Schema Registry answered " + status + " for " + where + said + remedy(status), null);
  }

  private static String remedy(int status) {
    if (status == 401 || status == 403) {
      return "; check user and password or token, and their rights";
    }
    return "; check that the URL is a Schema Registry's, with its path (Apicurio:"
        + " /apis/ccompat/v7)";
  }

  private static JsonNode json(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node.isMissingNode() ? null : node;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private void pause(int round, long askedMillis, String about) {
    long doubled = config.timing().backoff().toMillis() << Math.min(round - 1, 20);
    long longest = Math.min(doubled, config.timing().maxBackoff().toMillis());
    // Half fixed, half by chance, so that many instances do not return in step.
    long wait = longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
    try {
      pause.millis(Math.max(wait, Math.min(askedMillis, config.timing().maxBackoff().toMillis())));
    } catch (InterruptedException e) {
      throw interrupted(about, e);
    }
  }

  private static RegistryUnavailableException interrupted(String about, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new RegistryUnavailableException(
        "interrupted while asking the Schema Registry for " + about, e);
  }

  /** What one address answered; status 0 when it did not. */
  private record Attempt(int status, String body, String retryAfter, IOException cause) {

    /** How long it asked to be left alone; 0 where it did not say, or named a date. */
    long retryAfterMillis() {
      return retryAfter.matches("\\d{1,6}") ? 1_000L * Integer.parseInt(retryAfter) : 0;
    }

    boolean passing() {
      return status == 0 || status == 408 || status == 429 || status >= 500;
    }

    String fault() {
      if (status != 0) {
        return "HTTP status " + status;
      }
      String message = cause.getMessage();
      return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
  }
}
