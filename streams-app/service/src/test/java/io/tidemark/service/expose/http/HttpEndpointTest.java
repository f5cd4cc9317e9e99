// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.http;

import static io.tidemark.service.status.SampleDecisions.WINDOW;
import static io.tidemark.service.status.SampleDecisions.numeric;
import static io.tidemark.service.status.SampleDecisions.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceProfileBuilder;
import io.tidemark.service.expose.metrics.MetricsPage;
import io.tidemark.service.expose.metrics.StreamsFigures;
import io.tidemark.service.status.ReferenceStatus;
import io.tidemark.service.status.ServiceStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEndpointTest {

  private static final long NOW = 1_750_000_000_000L;
  private static final String DRIFTING = "/api/v1/models/fraud-detector/2024-06";

  private final HttpClient client = HttpClient.newHttpClient();
  private final ServiceStatus status = SampleStatus.at(NOW);
  private volatile Health.Answer ready = new Health.Answer(true, "all is well");
  private HttpEndpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    Health health =
        new Health() {
          @Override
          public Answer live() {
            return new Answer(true, "alive");
          }

          @Override
          public Answer ready() {
            return ready;
          }
        };
    MetricsPage metrics = new MetricsPage(status, StreamsFigures::unknown, 10_000);
    endpoint = HttpEndpoint.start(HttpSettings.loopback(0), status, metrics, health);
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @Test
  void metrics_byAccept_answersInBothFormats() throws Exception {
    HttpResponse<String> plain = get("/metrics");
    assertThat(plain.statusCode()).isEqualTo(200);
    assertThat(contentType(plain)).startsWith("text/plain; version=0.0.4");
    assertThat(plain.body()).contains("tidemark_drift_psi{model=\"fraud-detector\"");
    HttpResponse<String> open =
        send(request("/metrics").header("Accept", "application/openmetrics-text").GET());
    assertThat(contentType(open)).startsWith("application/openmetrics-text");
    assertThat(open.body()).endsWith("# EOF\n");
  }

  @Test
  void metrics_gzipAccepted_isCompressed() throws Exception {
    HttpResponse<byte[]> answer =
        client.send(
            request("/metrics").header("Accept-Encoding", "gzip").build(),
            BodyHandlers.ofByteArray());
    assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .contains("tidemark_drift_psi");
    }
  }

  @Test
  void metrics_namesAsked_answersThoseOnly() throws Exception {
    String body = get("/metrics?name%5B%5D=tidemark_open_windows&other=x").body();
    assertThat(body).contains("tidemark_open_windows{").doesNotContain("tidemark_drift_psi");
  }

  @Test
  void health_failing_answers503WithTheReason() throws Exception {
    assertThat(get("/livez").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
    ready = new Health.Answer(false, "restoring");
    HttpResponse<String> answer = get("/readyz");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(json(answer).get("reason").asText()).isEqualTo("restoring");
    assertThat(get("/livez").statusCode()).isEqualTo(200);
  }

  @Test
  void models_worstFirst_withTheirVerdicts() throws Exception {
    HttpResponse<String> answer = get("/api/v1/models");
    assertThat(contentType(answer)).startsWith("application/json");
    JsonNode models = json(answer).get("models");
    assertThat(models).hasSize(6);
    JsonNode worst = models.get(0);
    assertThat(worst.get("model").asText()).isEqualTo("fraud-detector");
    assertThat(worst.get("verdict").asText()).isEqualTo("DRIFT");
    assertThat(worst.get("alert").asText()).isEqualTo("CRITICAL");
    assertThat(worst.get("drifted_features").asInt()).isEqualTo(4);
    assertThat(worst.get("window_end").asText()).isEqualTo("2025-06-15T15:06:40Z");
    assertThat(worst.get("url").asText()).isEqualTo(DRIFTING);
    assertThat(models.get(5).get("model").asText()).isEqualTo("just-started");
    assertThat(models.get(5).get("verdict").isNull()).isTrue();
  }

  @Test
  void model_known_givesFeaturesAndStatistics() throws Exception {
    JsonNode model = json(get(DRIFTING));
    JsonNode worst = model.get("feature_verdicts").get(0);
    assertThat(worst.get("feature").asText()).isEqualTo("transaction_amount");
    assertThat(worst.get("statistics").get("ks").get("value").asDouble()).isEqualTo(0.412);
    assertThat(worst.get("statistics").get("psi").get("p_value").asDouble()).isEqualTo(1e-12);
    assertThat(worst.get("n").asLong()).isEqualTo(950);
    assertThat(model.get("reference_id").asText()).isEqualTo("0123456789abcdef");
    assertThat(model.get("history")).hasSize(31);
    assertThat(model.get("segments")).hasSize(2);
    JsonNode german = model.get("segments").get(0);
    assertThat(german.get("segment").asText()).isEqualTo("country=DE");
    assertThat(german.get("verdict").asText()).isEqualTo("DRIFT");
    assertThat(german.get("alert").asText()).isEqualTo("CRITICAL");
    assertThat(german.get("feature_verdicts")).hasSize(8);
    assertThat(german.has("open_windows")).isFalse();
    assertThat(model.findValues("threshold")).anyMatch(JsonNode::isNull);
  }

  @Test
  void references_listedAndByModel_withWhatTheyHold() throws Exception {
    ModelVersion model = new ModelVersion("churn", "1");
    ReferenceProfileBuilder builder = new ReferenceProfileBuilder(model, "training", 7);
    builder.accept(
        ObservedValues.builder(ValueLayout.of("age", "region")).number(0, 5).text(1, "eu").build(),
        ObservedValues.EMPTY);
    ReferenceProfile profile = builder.build();
    status.referencesFrom(
        () -> List.of(new ReferenceStatus(profile, ReferenceStatus.State.ACTIVE, 1_000)));

    JsonNode listed = json(get("/api/v1/references")).get("references").get(0);
    assertThat(listed.get("state").asText()).isEqualTo("ACTIVE");
    assertThat(listed.get("active_from").asText()).isEqualTo("1970-01-01T00:00:01Z");
    assertThat(listed.get("reference_id").asText()).isEqualTo(profile.id());
    JsonNode columns =
        json(get("/api/v1/references/churn/1")).get("references").get(0).get("features");
    assertThat(columns.get(0).get("mean").asDouble()).isEqualTo(5);
    assertThat(columns.get(1).get("counts").get("eu").asLong()).isEqualTo(1);
    assertThat(get("/api/v1/references/churn/2").statusCode()).isEqualTo(404);
  }

  @Test
  void model_oddName_isFoundByItsUrl() throws Exception {
    ModelVersion odd = new ModelVersion("a/b c+ü%", "1?#");
    status
        .open("1_1")
        .windowClosed(
            window(odd, WINDOW, DriftVerdict.STABLE, numeric("x", DriftVerdict.STABLE, 0.1, 0.1)));
    assertThat(json(get(JsonApi.url(odd))).get("model").asText()).isEqualTo(odd.model());
  }

  @Test
  void model_unknown_answers404WithARemedy() throws Exception {
    HttpResponse<String> answer = get("/api/v1/models/nobody/1");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(json(answer).get("error").asText()).contains("nobody");
    assertThat(json(answer).get("remedy").asText()).contains("/api/v1/models");
  }

  @Test
  void alertsAndTriggers_newestFirst() throws Exception {
    JsonNode alerts = json(get("/api/v1/alerts")).get("alerts");
    assertThat(alerts).hasSize(3);
    assertThat(alerts.get(0).get("segment").asText()).isEqualTo("country=DE");
    assertThat(alerts.get(1).get("segment").isNull()).isTrue();
    assertThat(alerts.get(0).get("severity").asText()).isEqualTo("CRITICAL");
    assertThat(alerts.get(0).get("drifted_features").get(0).asText()).isEqualTo("amount");
    JsonNode trigger = json(get("/api/v1/triggers")).get("triggers").get(0);
    assertThat(trigger.get("trigger_id").asText()).startsWith("trigger-");
    assertThat(trigger.get("evidence")).hasSize(4);
    assertThat(trigger.get("data_to").asText()).isEqualTo("2025-06-15T15:06:40Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/nothing", "/api", "/api/v1/models/", "/api/v1/models/x", "/metrics/", "/.."})
  void unknownPath_answers404AsJson(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(json(answer).get("remedy").asText()).contains("/readyz");
  }

  @Test
  void method_thatWouldChangeSomething_answers405() throws Exception {
    for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
      HttpResponse<String> answer =
          send(request("/api/v1/models").method(method, BodyPublishers.ofString("{}")));
      assertThat(answer.statusCode()).as(method).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }
  }

  @Test
  void head_answersHeadersOnly() throws Exception {
    HttpResponse<String> answer = send(request("/").method("HEAD", BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/metrics", "/livez", "/api/v1/models", "/nothing"})
  void everyAnswer_hasSecurityHeaders(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'")
        .doesNotContain("unsafe");
  }

  @Test
  void requests_moreThanThreads_areAllAnswered() {
    List<CompletableFuture<HttpResponse<String>>> running = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      running.add(client.sendAsync(request("/metrics").build(), BodyHandlers.ofString()));
    }
    assertThat(running).allSatisfy(one -> assertThat(one.join().statusCode()).isEqualTo(200));
  }

  @Test
  void start_portTaken_namesThePortAndTheRemedy() {
    MetricsPage metrics = new MetricsPage(status, StreamsFigures::unknown, 10);
    HttpSettings taken = HttpSettings.loopback(endpoint.port());
    assertThatThrownBy(() -> HttpEndpoint.start(taken, status, metrics, null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("http.port " + endpoint.port())
        .hasMessageContaining("0 for any");
  }

  @Test
  void settings_outOfRange_nameTheField() {
    assertThatThrownBy(() -> HttpSettings.loopback(70_000)).hasMessageContaining("http.port");
    assertThatThrownBy(() -> new HttpSettings("", 0, 1)).hasMessageContaining("http.host");
    assertThatThrownBy(() -> new HttpSettings("x", 0, 0)).hasMessageContaining("http.threads");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path).GET());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(endpoint.url() + path));
  }

  private static String contentType(HttpResponse<?> answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }
}
