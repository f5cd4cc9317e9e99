// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.testing.TestCertificates;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossChecksTest {

  @TempDir Path directory;

  @Test
  void registryTls_isOpenedOnlyWhereThereIsAFile() throws Exception {
    TestCertificates.in(directory);
    assertThat(opensTls(Map.of())).isFalse();
    assertThat(opensTls(Map.of("schema.registry.url", "https://registry:8081"))).isFalse();

    assertThat(
            opensTls(
                Map.of(
                    "schema.registry.ssl.truststore.location",
                    directory.resolve("trust.p12") + "",
                    "schema.registry.ssl.truststore.password",
                    TestCertificates.PASSWORD)))
        .isTrue();
  }

  private static boolean opensTls(Map<String, String> settings) {
    Witness witness = new Witness();
    Security.insertProviderAt(witness, 1);
    try {
      assertThat(ConfigLoader.of(settings)).isNotNull();
      return witness.asked.get();
    } finally {
      Security.removeProvider(witness.getName());
    }
  }

  /** Notes that somebody asks for TLS, and leaves it to the next provider. */
  private static final class Witness extends Provider {

    private static final long serialVersionUID = 1;

    private final AtomicBoolean asked = new AtomicBoolean();

    Witness() {
      super("witness", "1", "");
      putService(
          new Service(this, "SSLContext", "TLS", "none", List.of(), Map.of()) {
            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
              asked.set(true);
              throw new NoSuchAlgorithmException("none here");
            }
          });
    }
  }
}
