// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tidemark.service.registry.ScriptedServer.Answer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RegistryWatchTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(RegistryWatch.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
  }

  @Test
  void request_registryAwayAndBack_isToldOnceEach() throws IOException {
    Answer broken = new Answer(500, "{}");
    try (ScriptedServer server =
        new ScriptedServer(
            broken,
            broken,
            broken,
            broken,
            broken,
            broken,
            broken,
            broken,
            new Answer(200, "[]"))) {
      SchemaRegistryClient client =
          new SchemaRegistryClient(
              RegistryConfig.of(server.url())
                  .withRetries(3, Duration.ofMillis(1), Duration.ofMillis(1)));
      assertThat(client.state().answering()).isTrue();

      assertThatThrownBy(client::subjects).isInstanceOf(RegistryUnavailableException.class);
      assertThatThrownBy(client::subjects).isInstanceOf(RegistryUnavailableException.class);
      assertThat(client.state().answering()).isFalse();
      assertThat(client.state().failedRounds()).isEqualTo(8);
      assertThat(client.state().fault()).isEqualTo("HTTP status 500");
      assertThat(client.subjects()).isEmpty();

      assertThat(client.state().answering()).isTrue();
      assertThat(client.state().failedRounds()).isEqualTo(8);
    }
    assertThat(log.list).hasSize(2);
    assertThat(log.list.get(0).getFormattedMessage())
        .contains("does not answer")
        .contains("HTTP status 500");
    assertThat(log.list.get(1).getFormattedMessage()).contains("answers again");
  }

  @Test
  void request_refusal_isAnAnswer() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(new Answer(404, "{\"error_code\":40403,\"message\":\"none\"}"))) {
      SchemaRegistryClient client = new SchemaRegistryClient(RegistryConfig.of(server.url()));

      assertThatThrownBy(() -> client.schemaById(1)).isInstanceOf(SchemaNotFoundException.class);
      assertThat(client.state().answering()).isTrue();
    }
    assertThat(log.list).isEmpty();
  }
}
