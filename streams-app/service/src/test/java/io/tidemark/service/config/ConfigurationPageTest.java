// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

  private static final Path PAGE =
      Path.of(System.getProperty("tidemark.root")).resolve("docs/configuration.md");

  /** The page of the repository is the page of the table; its head says how to write it anew. */
  @Test
  void markdown_ofTheTable_isThePageInTheRepository() throws IOException {
    if (Boolean.getBoolean("tidemark.regenerate")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, ConfigurationPage.markdown(), UTF_8);
    }
    assertThat(Files.readString(PAGE, UTF_8))
        .as("docs/configuration.md is stale; its head says how to write it anew")
        .isEqualTo(ConfigurationPage.markdown());
  }

  @Test
  void all_keys_haveNamesEnvironmentsAndTextsOfTheirOwn() {
    Set<String> environments = new HashSet<>();
    for (ConfigKey<?> key : ConfigKeys.all()) {
      assertThat(key.name()).matches("[a-z]+(\\.[a-z]+)+");
      assertThat(environments.add(key.environmentName())).as(key.name()).isTrue();
      assertThat(key.doc()).endsWith(".").doesNotContain("|", "\n");
      assertThat(ConfigKeys.section(key)).as(key.name()).isNotNull();
      assertThat(key.name().endsWith(SecretFiles.SUFFIX)).isFalse();
    }
  }
}
