// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.references;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.net.httpserver.HttpServer;
import io.tidemark.service.registry.RegistryConfig;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.serde.ReferenceProfileSerde;
import io.tidemark.service.serde.ReferenceScheduleSerde;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The thread that follows references cannot be replaced, and reads the same records at each start:
 * none may end it.
 */
class ReferenceFollowerTest {

  private static final byte[] OF_SCHEMA_SEVEN = {0, 0, 0, 0, 7, 1, 2, 3};

  private final ReferenceCatalog catalog = new ReferenceCatalog();
  private HttpServer server;
  private ReferenceFollower follower;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] json = "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}".getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/schemas/ids/7",
        exchange -> {
          exchange.sendResponseHeaders(200, json.length);
          exchange.getResponseBody().write(json);
          exchange.close();
        });
    server.start();
    SchemaRegistryClient registry =
        new SchemaRegistryClient(
            RegistryConfig.of("http://127.0.0.1:" + server.getAddress().getPort()));
    follower =
        new ReferenceFollower(
            catalog,
            new ReferenceProfileSerde(registry, "references"),
            new ReferenceScheduleSerde(registry, "references"));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model/1", "model/1/name/id"})
  void process_valueOfAnotherKindOfSchema_isLeftOut(String key) {
    assertThatCode(() -> process(key, OF_SCHEMA_SEVEN)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"model/", "/", "/1", "model", "", "a/b/c/d/e"})
  void process_deletionUnderAKeyOfNothing_isLeftOut(String key) {
    assertThatCode(() -> process(key, null)).doesNotThrowAnyException();
  }

  @Test
  void process_withoutAKey_isLeftOut() {
    assertThatCode(() -> follower.process(new Record<>(null, OF_SCHEMA_SEVEN, 0)))
        .doesNotThrowAnyException();
    assertThat(catalog.all()).isEmpty();
  }

  private void process(String key, byte[] value) {
    follower.process(new Record<>(Bytes.wrap(key.getBytes(StandardCharsets.UTF_8)), value, 0));
  }
}
