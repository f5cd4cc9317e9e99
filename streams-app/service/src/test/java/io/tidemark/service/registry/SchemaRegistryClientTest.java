// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tidemark.service.registry.ScriptedServer.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against servers that fail in every way they do. */
class SchemaRegistryClientTest {

  private static final Schema STRING = SchemaBuilder.builder().stringType();
  private static final Answer FOUND = new Answer(200, "{\"schema\":\"\\\"string\\\"\"}");
  private static final Answer REGISTERED =
      new Answer(200, "{\"id\":7,\"guid\":\"x\",\"version\":3}");
  private static final Answer NOT_FOUND =
      new Answer(404, "{\"error_code\":40403,\"message\":\"Schema 7 not found\"}");

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503})
  void request_passingFault_isTriedAgain(int status) throws IOException {
    try (ScriptedServer server = new ScriptedServer(new Answer(status, "busy"), FOUND)) {
      assertThat(client(server.url()).schemaById(7)).isEqualTo(STRING);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void request_faultThatStays_givesUpWithTheLastFault() throws IOException {
    try (ScriptedServer server = new ScriptedServer(new Answer(503, ""))) {
      assertThatThrownBy(() -> client(server.url()).schemaById(7))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("schema id 7")
          .hasMessageContaining("3 rounds")
          .hasMessageContaining(server.url())
          .hasMessageContaining("HTTP status 503");
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void request_firstAddressDead_failsOverAndStaysThere() throws IOException {
    try (ScriptedServer alive = new ScriptedServer(FOUND, NOT_FOUND)) {
      SchemaRegistryClient client = client(deadUrl() + "," + alive.url() + "/base/");

      assertThat(client.schemaById(7)).isEqualTo(STRING);
      assertThatThrownBy(() -> client.schemaById(8)).isInstanceOf(SchemaNotFoundException.class);
      assertThat(alive.requests())
          .extracting(ScriptedServer.Request::path)
          .containsExactly("/base/schemas/ids/7", "/base/schemas/ids/8");
    }
  }

  @Test
  void request_nobodyListens_isUnavailable() throws IOException {
    String url = deadUrl();
    assertThatThrownBy(() -> client(url).register("x-value", STRING))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("subject 'x-value'")
        .hasMessageContaining(url)
        .hasMessageContaining("check that it runs");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | <html>not here</html>",
        "404 | {\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}",
        "404 | {\"error_code\":0,\"message\":\"no such path\"}",
        "200 | <html>welcome</html>",
        "400 | {\"error_code\":400}",
      })
  void schemaById_addressThatIsNoRegistry_isUnavailableNotUnknown(int status, String body)
      throws IOException {
    try (ScriptedServer server = new ScriptedServer(new Answer(status, body))) {
      assertThatThrownBy(() -> client(server.url()).schemaById(7))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("/apis/ccompat/v7");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void schemaById_known_isAskedOnce() throws IOException {
    try (ScriptedServer server = new ScriptedServer(FOUND)) {
      SchemaRegistryClient client = client(server.url());
      client.schemaById(7);
      client.schemaById(7);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void schemaById_unknown_isRememberedBriefly() throws IOException {
    AtomicLong nanos = new AtomicLong();
    try (ScriptedServer server = new ScriptedServer(NOT_FOUND, FOUND)) {
      SchemaRegistryClient client =
          new SchemaRegistryClient(config(server.url()), true, nanos::get);
      assertThatThrownBy(() -> client.schemaById(7)).isInstanceOf(SchemaNotFoundException.class);
      nanos.addAndGet(Duration.ofSeconds(9).toNanos());
      assertThatThrownBy(() -> client.schemaById(7)).isInstanceOf(SchemaNotFoundException.class);
      assertThat(server.requests()).hasSize(1);

      nanos.addAndGet(Duration.ofSeconds(2).toNanos());
      assertThat(client.schemaById(7)).isEqualTo(STRING);
    }
  }

  @Test
  void schemaById_otherSchemaType_isInvalid() throws IOException {
    Answer json = new Answer(200, "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}");
    try (ScriptedServer server = new ScriptedServer(json)) {
      assertThatThrownBy(() -> client(server.url()).schemaById(7))
          .isInstanceOf(InvalidSchemaException.class)
          .hasMessageContaining("schema id 7 is of type JSON");
    }
  }

  @Test
  void schemaById_withReferences_resolvesThem() throws IOException {
    Answer outer =
        new Answer(
            200,
            "{\"schema\":\"{\\\"type\\\":\\\"array\\\",\\\"items\\\":\\\"n.Inner\\\"}\","
                + "\"references\":[{\"name\":\"n.Inner\",\"subject\":\"inner\",\"version\":2}]}");
    Answer inner =
        new Answer(
            200,
            "{\"schema\":\"{\\\"type\\\":\\\"enum\\\",\\\"namespace\\\":\\\"n\\\",\\\"name\\\":"
                + "\\\"Inner\\\",\\\"symbols\\\":[\\\"A\\\"]}\"}");
    try (ScriptedServer server = new ScriptedServer(outer, inner)) {
      Schema schema = client(server.url()).schemaById(7);
      assertThat(schema.getElementType().getFullName()).isEqualTo("n.Inner");
      assertThat(server.requests().get(1).path()).isEqualTo("/subjects/inner/versions/2");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 40901})
  void register_refusedAsIncompatible_whateverTheCode(int code) throws IOException {
    Answer refused =
        new Answer(409, "{\"error_code\":" + code + ",\"message\":\"reader type mismatch\"}");
    try (ScriptedServer server = new ScriptedServer(refused)) {
      assertThatThrownBy(() -> client(server.url()).register("x-value", STRING))
          .isInstanceOf(IncompatibleSchemaException.class)
          .hasMessageContaining("subject 'x-value'")
          .hasMessageContaining("reader type mismatch");
    }
  }

  @Test
  void register_answerOfANewerRegistry_takesOnlyTheId() throws IOException {
    try (ScriptedServer server = new ScriptedServer(REGISTERED)) {
      assertThat(client(server.url()).register("x-value", STRING)).isEqualTo(7);
    }
  }

  @Test
  void register_invalid_isInvalid() throws IOException {
    Answer invalid = new Answer(422, "{\"error_code\":42201,\"message\":\"Invalid schema\"}");
    try (ScriptedServer server = new ScriptedServer(invalid)) {
      assertThatThrownBy(() -> client(server.url()).register("x-value", STRING))
          .isInstanceOf(InvalidSchemaException.class)
          .hasMessageContaining("Invalid schema");
    }
  }

  @Test
  void request_userInfoInUrl_isSentAsBasicAuthentication() throws IOException {
    try (ScriptedServer server = new ScriptedServer(REGISTERED)) {
      client(server.url().replace("http://", "http://me:p%40ss+w@")).register("x-value", STRING);
      assertThat(server.requests().get(0).authorization()).isEqualTo(basic("me:p@ss+w"));
    }
  }

  @Test
  void request_credentialsByKey_areSent() throws IOException {
    try (ScriptedServer server = new ScriptedServer(REGISTERED)) {
      RegistryConfig config = config(server.url());
      new SchemaRegistryClient(config.withBasicAuth("a:b:c")).register("x-value", STRING);
      new SchemaRegistryClient(config.withBearerToken(" t0ken\n")).register("x-value", STRING);
      assertThat(server.requests())
          .extracting(ScriptedServer.Request::authorization)
          .containsExactly(basic("a:b:c"), "Bearer t0ken");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 503})
  void message_withCredentials_neverShowsThem(int status) throws IOException {
    try (ScriptedServer server = new ScriptedServer(new Answer(status, "no"))) {
      String url = server.url().replace("http://", "http://me:s3cret@");
      RegistryConfig config = config(url);
      Throwable thrown =
          catchThrowable(() -> new SchemaRegistryClient(config).register("x-value", STRING));
      assertThat(thrown).isInstanceOf(RegistryUnavailableException.class);
      assertThat(thrown.getMessage() + config).doesNotContain("s3cret", basic("me:s3cret"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " , ", "localhost:8081", "ftp://x", "http://me:s3cret@", "http://[x"})
  void config_unusableUrl_saysWhatToWrite(String urls) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegistryConfig.of(urls))
        .withMessageContaining("Schema Registry URL")
        .withMessageNotContaining("s3cret");
  }

  @Test
  void config_basicAuthWithoutColon_isRefusedWithoutEchoingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegistryConfig.of("http://x").withBasicAuth("s3cret"))
        .withMessageContaining("user:password")
        .withMessageNotContaining("s3cret");
  }

  private static SchemaRegistryClient client(String urls) {
    return new SchemaRegistryClient(config(urls));
  }

  private static RegistryConfig config(String urls) {
    return RegistryConfig.of(urls).withRetries(2, Duration.ofMillis(1), Duration.ofMillis(2));
  }

  private static String basic(String userInfo) {
    return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
  }

  /** An address at which nobody listens any more. */
  private static String deadUrl() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://127.0.0.1:" + socket.getLocalPort();
    }
  }
}
