// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schema.registry.basic.auth.user.info",
        "schema.registry.bearer.auth.token",
        "kafka.sasl.jaas.config",
        "kafka.ssl.keystore.password",
        "kafka.ssl.keystore.key",
        "kafka.producer.ssl.key.password",
        "kafka.sasl.oauthbearer.client.credentials.client.secret"
      })
  void isSecret_namesOfSecrets_areSecret(String key) {
    assertThat(Secrets.isSecret(key)).isTrue();
    assertThat(Secrets.redact(key, "hunter2")).isEqualTo("[hidden]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows.size", "kafka.security.protocol", "kafka.ssl.keystore.location"})
  void isSecret_otherNames_areNot(String key) {
    assertThat(Secrets.isSecret(key)).isFalse();
    assertThat(Secrets.redact(key, "plain")).isEqualTo("plain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://me:hunter2@a:1", "http://b:1,https://hunter2@a:1/x"})
  void redact_userInAUrl_isHiddenAndTheRestStays(String urls) {
    assertThat(Secrets.redact("schema.registry.url", urls))
        .doesNotContain("hunter2")
        .contains("://[hidden]@a:1");
  }
}
