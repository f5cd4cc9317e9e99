// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.service.registry.ScriptedServer.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long the registry is waited for; the waits themselves are left out. */
@Timeout(60)
class RegistryTransportTest {

  private final List<Long> waits = new ArrayList<>();

  private RegistryTransport transport(RegistryConfig config) {
    return new RegistryTransport(config, waits::add);
  }

  private static RegistryConfig config(String url) {
    return RegistryConfig.of(url)
        .withRetries(5, Duration.ofMillis(200), Duration.ofMillis(2_000))
        .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5));
  }

  @Test
  void send_faultThatStays_waitsTwiceAsLongEachTime_upToTheMost() throws IOException {
    try (ScriptedServer server = new ScriptedServer(new Answer(503, ""))) {
      assertThatThrownBy(
              () -> transport(config(server.url())).send("GET", "/subjects", null, "subjects"))
          .isInstanceOf(RegistryUnavailableException.class);
    }
    assertThat(waits).hasSize(5);
    long longest = 200;
    for (long wait : waits) {
      assertThat(wait).isBetween(longest / 2, longest);
      longest = Math.min(2 * longest, 2_000);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1000,1000", "3600,2000,2000", "0,100,200", "Sat 21 Nov,100,200", "-5,100,200"})
  void send_retryAfter_isKept_upToTheMost(String asked, long least, long most) throws IOException {
    Answer busy = new Answer(429, "busy", Map.of("Retry-After", asked));
    try (ScriptedServer server = new ScriptedServer(busy, new Answer(200, "[]"))) {
      transport(config(server.url())).send("GET", "/subjects", null, "subjects");
    }
    assertThat(waits).singleElement().matches(wait -> wait >= least && wait <= most);
  }

  @Test
  void send_noAnswerInTime_movesOnToTheNextAddress() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ScriptedServer server = new ScriptedServer(new Answer(200, "[]"))) {
      String urls = "http://127.0.0.1:" + silent.getLocalPort() + "," + server.url();
      RegistryConfig hurried =
          config(urls).withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(200));

      transport(hurried).send("GET", "/subjects", null, "subjects");

      assertThat(server.requests()).hasSize(1);
      assertThat(waits).isEmpty();
    }
  }

  @Test
  void send_noAnswerAtAll_saysThatItTookTooLong() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      RegistryConfig hurried =
          RegistryConfig.of("http://127.0.0.1:" + silent.getLocalPort())
              .withRetries(0, Duration.ofMillis(1), Duration.ofMillis(1))
              .withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(200));
      assertThatThrownBy(() -> transport(hurried).send("GET", "/subjects", null, "subjects"))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("timed out");
    }
  }
}
