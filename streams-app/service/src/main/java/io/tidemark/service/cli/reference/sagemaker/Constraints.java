// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rules in {@code constraints.json}. They are no distributions, so nothing of them goes into a
 * reference; they are listed, so that nobody thinks they do.
 */
public final class Constraints {

  private Constraints() {}

  /**
   * Reads a file and says what of it is not carried.
   *
   * @param file the file
   * @return lines of text
   */
  public static List<String> notCarried(Path file) {
    JsonNode document =
        JsonFile.read("--constraints", file, "constraints.json file of a baseline job");
    List<String> lines = new ArrayList<>();
    for (JsonNode feature : document.path("features")) {
      List<String> rules = new ArrayList<>();
      if (feature.path("completeness").isNumber()) {
        rules.add("completeness " + feature.path("completeness").asText());
      }
      for (String group : List.of("num_constraints", "string_constraints")) {
        for (Map.Entry<String, JsonNode> rule : feature.path(group).properties()) {
          JsonNode value = rule.getValue();
          rules.add(
              rule.getKey() + (value.isArray() ? " of " + value.size() : " " + value.asText()));
        }
      }
      if (!rules.isEmpty()) {
        lines.add("  " + feature.path("name").asText() + ": " + String.join(", ", rules));
      }
    }
    if (!document.path("monitoring_config").isEmpty()) {
      lines.add("  monitoring_config: thresholds are set by the policy of Tidemark");
    }
    if (!lines.isEmpty()) {
      lines.add(0, "Not carried from " + file + ", for a reference holds distributions:");
    }
    return lines;
  }
}
