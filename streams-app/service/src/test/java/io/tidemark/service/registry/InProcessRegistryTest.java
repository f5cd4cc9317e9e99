// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The in-process endpoint: the common contract, and the exact bodies that other clients expect. */
class InProcessRegistryTest extends RegistryContract {

  private static final String LONG_X =
      "{\"schema\": \"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"A\\\",\\\"fields\\\":"
          + "[{\\\"name\\\":\\\"x\\\",\\\"type\\\":\\\"long\\\"}]}\"}";
  private static final String REORDERED_LONG_X =
      "{\"schemaType\":\"AVRO\",\"schema\": \"{ \\\"name\\\":\\\"A\\\","
          + " \\\"fields\\\":[{\\\"type\\\":\\\"long\\\", \\\"name\\\":\\\"x\\\"}],"
          + " \\\"type\\\":\\\"record\\\"}\"}";
  private static final String STRING_X = LONG_X.replace("long", "string");

  private static InProcessRegistry registry;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws IOException {
    registry = InProcessRegistry.start(0);
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Override
  String url() {
    return registry.url();
  }

  @Test
  void start_byDefault_listensOnLoopbackOnly() {
    assertThat(url()).startsWith("http://127.0.0.1:");
  }

  @Test
  void start_takenPort_namesAddressAndRemedy() {
    int port = URI.create(url()).getPort();
    assertThatThrownBy(() -> InProcessRegistry.start(port))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1:" + port)
        .hasMessageContaining("choose another port");
  }

  @Test
  void register_sameSchemaInAnotherSpelling_isIdempotent() throws Exception {
    String id = body("POST", "/subjects/spelling-value/versions", LONG_X);

    assertThat(body("POST", "/subjects/spelling-value/versions?normalize=false", REORDERED_LONG_X))
        .isEqualTo(id);
    assertThat(body("GET", "/subjects/spelling-value/versions", "")).isEqualTo("[1]");
  }

  @Test
  void register_incompatible_isRefusedByDefault() throws Exception {
    body("POST", "/subjects/default-value/versions", LONG_X);

    HttpResponse<String> refused = send("POST", "/subjects/default-value/versions", STRING_X);

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body())
        .startsWith("{\"error_code\":409,\"message\":\"Schema being registered is incompatible");
    assertThat(refused.headers().firstValue("Content-Type"))
        .hasValue("application/vnd.schemaregistry.v1+json");
  }

  @Test
  void register_incompatibleWithAnEarlierVersion_isRefusedWhenTransitive() throws Exception {
    String path = "/subjects/transitive-value/versions";
    body("PUT", "/config/transitive-value", "{\"compatibility\":\"none\"}");
    body("POST", path, LONG_X);
    body("POST", path, STRING_X);
    String bytes = LONG_X.replace("long", "bytes");

    body("PUT", "/config/transitive-value", "{\"compatibility\":\"BACKWARD_TRANSITIVE\"}");
    assertThat(send("POST", path, bytes).statusCode()).isEqualTo(409);
    body("PUT", "/config/transitive-value", "{\"compatibility\":\"BACKWARD\"}");
    assertThat(send("POST", path, bytes).statusCode()).isEqualTo(200);
  }

  @Test
  void delete_subject_keepsItsIdsReadable() throws Exception {
    String id = body("POST", "/subjects/gone-value/versions", LONG_X.replace("\\\"x", "\\\"gone"));
    String number = id.replaceAll("\\D", "");

    assertThat(body("DELETE", "/subjects/gone-value", "")).isEqualTo("[1]");
    assertThat(send("GET", "/subjects/gone-value/versions", "").statusCode()).isEqualTo(404);
    assertThat(body("GET", "/schemas/ids/" + number, "")).contains("gone");
  }

  @Test
  void version_bySchemaPath_isTheBareSchema() throws Exception {
    body("POST", "/subjects/bare-value/versions", LONG_X);

    assertThat(body("GET", "/subjects/bare-value/versions/latest/schema", ""))
        .isEqualTo(
            "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"x\",\"type\":\"long\"}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | / | {}",
        "GET | /schemas/types | [\"AVRO\"]",
        "GET | /config | {\"compatibilityLevel\":\"BACKWARD\"}",
        "GET | /config/no-such?defaultToGlobal=true | {\"compatibilityLevel\":\"BACKWARD\"}",
        "GET | /mode | {\"mode\":\"READWRITE\"}",
        "GET | /mode/any-value | {\"mode\":\"READWRITE\"}",
      })
  void get_fixedPaths_answerAsConfluents(String method, String path, String expected)
      throws Exception {
    assertThat(body(method, path, "")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | /subjects/no-such/versions | | 404 | 40401",
        "GET | /subjects/fault-value/versions/7 | | 404 | 40402",
        "GET | /subjects/fault-value/versions/zero | | 422 | 42202",
        "GET | /subjects/fault-value/versions/0 | | 422 | 42202",
        "GET | /schemas/ids/424242 | | 404 | 40403",
        "GET | /schemas/ids/-1/subjects | | 404 | 40403",
        "GET | /config/fault-value | | 404 | 40408",
        "PUT | /config | {\"compatibility\":\"SIDEWAYS\"} | 422 | 42203",
        "PUT | /mode | {\"mode\":\"IMPORT\"} | 422 | 42205",
        "POST | /subjects/fault-value/versions | {\"schema\":\"{}\"} | 422 | 42201",
        "POST | /subjects/fault-value/versions | {} | 422 | 42201",
        "POST | /subjects/fault-value/versions | {\"schema\": | 422 | 422",
        "POST | /subjects/fault-value/versions | {\"schema\":\"x\",\"schemaType\":\"JSON\"} | 422 |"
            + " 42201",
        "PATCH | /subjects/fault-value | | 405 | 405",
        "GET | /no/such/path | | 404 | 404",
      })
  void request_thatCannotBeServed_hasConfluentsErrorBody(
      String method, String path, String body, int status, int code) throws Exception {
    body("POST", "/subjects/fault-value/versions", LONG_X);

    HttpResponse<String> answer = send(method, path, body == null ? "" : body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).startsWith("{\"error_code\":" + code + ",\"message\":\"");
  }

  private String body(String method, String path, String body) throws Exception {
    HttpResponse<String> answer = send(method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }
}
