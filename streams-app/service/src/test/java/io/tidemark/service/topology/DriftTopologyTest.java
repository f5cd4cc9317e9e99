// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.TidemarkService;
import io.tidemark.service.config.ConfigLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Pins every operator, store and topic name. They are durable: a change to the golden file is a
 * migration, and must be seen in review. Rewrite it with {@code -Dtidemark.regenerate=true}.
 */
class DriftTopologyTest {

  private static final Path GOLDEN =
      Path.of(System.getProperty("tidemark.root"))
          .resolve("streams-app/service/src/test/resources/topology.txt");

  @Test
  void build_describesAsTheGoldenFile() throws IOException {
    String description =
        TidemarkService.topology(ConfigLoader.of(Map.of()), 4).describe().toString();
    if (Boolean.getBoolean("tidemark.regenerate")) {
      Files.writeString(GOLDEN, description);
    }

    assertThat(description).isEqualTo(Files.readString(GOLDEN, StandardCharsets.UTF_8));
  }

  @Test
  void build_learningReferences_addsNamedPartsAndChangesNoOther() {
    String plain = TidemarkService.topology(ConfigLoader.of(Map.of()), 4).describe().toString();
    String learning =
        TidemarkService.topology(ConfigLoader.of(Map.of("references.auto", "true")), 4)
            .describe()
            .toString();

    assertThat(plain).doesNotContain("emit-references", "pane-samples", "learned-references");
    assertThat(learning)
        .contains("emit-references-sink", "pane-samples", "learned-references")
        .doesNotContainPattern("KSTREAM-|KTABLE-|STATE-STORE-");
  }

  @Test
  void build_leavesNoNameToChance() {
    String description =
        TidemarkService.topology(ConfigLoader.of(Map.of()), 4).describe().toString();

    assertThat(description).doesNotContainPattern("KSTREAM-|KTABLE-|STATE-STORE-");
  }
}
