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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pins every operator, store and topic name. They are durable: a change to the golden file is a
 * migration, and must be seen in review. Rewrite it with {@code -Dtidemark.regenerate=true}.
 */
class DriftTopologyTest {

  private static final Path GOLDEN_FILES =
      Path.of(System.getProperty("tidemark.root"))
          .resolve("streams-app/service/src/test/resources");

  private static String description(Map<String, String> settings) {
    return TidemarkService.topology(ConfigLoader.of(settings), 4).describe().toString();
  }

  @ParameterizedTest
  @CsvSource({
    "topology.txt, tidemark",
    "topology-embedded.txt, none",
  })
  void build_describesAsTheGoldenFile(String file, String featuresFormat) throws IOException {
    Path golden = GOLDEN_FILES.resolve(file);
    String description = description(Map.of("input.features.format", featuresFormat));
    if (Boolean.getBoolean("tidemark.regenerate")) {
      Files.writeString(golden, description);
    }

    assertThat(description).isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
  }

  @Test
  void build_learningReferences_addsNamedPartsAndChangesNoOther() {
    String plain = description(Map.of());
    String learning = description(Map.of("references.auto", "true"));

    assertThat(plain).doesNotContain("emit-references", "pane-samples", "learned-references");
    assertThat(learning)
        .contains("emit-references-sink", "pane-samples", "learned-references")
        .doesNotContainPattern("KSTREAM-|KTABLE-|STATE-STORE-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tidemark", "none"})
  void build_leavesNoNameToChance(String featuresFormat) {
    assertThat(description(Map.of("input.features.format", featuresFormat)))
        .doesNotContainPattern("KSTREAM-|KTABLE-|STATE-STORE-");
  }
}
