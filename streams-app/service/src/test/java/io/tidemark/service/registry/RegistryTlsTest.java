// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import static io.tidemark.service.testing.TestCertificates.PASSWORD;
import static io.tidemark.service.testing.TestCertificates.pem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.tidemark.service.registry.RegistryTls.Store;
import io.tidemark.service.testing.TestCertificates;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mutual TLS with a server that talks to nobody it does not know. */
class RegistryTlsTest {

  @TempDir static Path directory;

  private static TestCertificates certificates;
  private static HttpsServer server;

  @BeforeAll
  static void startServer() throws Exception {
    certificates = TestCertificates.in(directory);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(certificates.store("server.p12"), PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(certificates.store("trust.p12"));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters needed = context.getDefaultSSLParameters();
            needed.setNeedClientAuth(true);
            parameters.setSSLParameters(needed);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] answer = "[\"orders-value\"]".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    server.start();
  }

  @AfterAll
  static void stopServer() {
    server.stop(0);
  }

  private static SchemaRegistryClient client(Store keys, Store trust) {
    return new SchemaRegistryClient(
        RegistryConfig.of("https://127.0.0.1:" + server.getAddress().getPort())
            .withRetries(0, Duration.ZERO, Duration.ZERO)
            .withTls(new RegistryTls(keys, trust)));
  }

  private static Store store(String name) {
    return new Store(certificates.file(name).toString(), PASSWORD, "");
  }

  private static Store pemStore(String name, String password) {
    return new Store(certificates.file(name).toString(), password, "");
  }

  @Test
  void request_keysInPkcs12_isAnswered() {
    assertThat(client(store("client.p12"), store("trust.p12")).subjects())
        .containsExactly("orders-value");
  }

  @Test
  void request_keysInPem_isAnswered() {
    assertThat(client(pemStore("client.pem", ""), pemStore("trust.pem", "")).subjects())
        .containsExactly("orders-value");
  }

  @Test
  void context_keyEncryptedByOpenssl_opensWithItsPasswordOnly() throws Exception {
    Path file = Path.of(RegistryTlsTest.class.getResource("encrypted-key.pem").toURI());

    assertThat(new RegistryTls(new Store(file.toString(), "hunter2", ""), Store.NONE).context())
        .isNotNull();
    assertThatThrownBy(
            () -> new RegistryTls(new Store(file.toString(), "wrong", ""), Store.NONE).context())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("encrypted-key.pem")
        .hasMessageNotContaining("wrong");
  }

  @Test
  void request_noKeyOrNoTrust_isRefused() {
    assertThatThrownBy(() -> client(Store.NONE, store("trust.p12")).subjects())
        .isInstanceOf(RegistryUnavailableException.class);
    assertThatThrownBy(() -> client(store("client.p12"), Store.NONE).subjects())
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("SSL");
  }

  @Test
  void context_unusableFile_namesItAndNoPassword() throws Exception {
    Path text = Files.writeString(directory.resolve("text.p12"), "not a store");
    Path old =
        Files.writeString(
            directory.resolve("old.pem"), pem("RSA PRIVATE KEY", new byte[] {1, 2, 3}));

    assertThatThrownBy(
            () -> new RegistryTls(new Store(text.toString(), "hunter2", ""), Store.NONE).context())
        .hasMessageContaining("text.p12")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(
            () -> new RegistryTls(new Store(old.toString(), "", ""), Store.NONE).context())
        .hasMessageContaining("openssl pkcs8 -topk8");
    assertThatThrownBy(() -> new RegistryTls(Store.NONE, new Store("/none.pem", "", "")).context())
        .hasMessageContaining("/none.pem");
  }
}
