// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The Grafana dashboard and the expressions in it. */
public final class Dashboard {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final JsonNode root;

  private Dashboard(JsonNode root) {
    this.root = root;
  }

  /** The project's dashboard. */
  public static Dashboard load() {
    try {
      return new Dashboard(
          MAPPER.readTree(AlertRules.file("grafana/dashboards/tidemark.json").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document. */
  public JsonNode root() {
    return root;
  }

  /** Panels that show something, without the rows. */
  public List<JsonNode> panels() {
    List<JsonNode> panels = new ArrayList<>();
    for (JsonNode panel : root.get("panels")) {
      if (!panel.get("type").asText().equals("row")) {
        panels.add(panel);
      }
    }
    return panels;
  }

  /** Every expression of panels and annotations, as Grafana stores it. */
  public List<Expression> expressions() {
    List<Expression> expressions = new ArrayList<>();
    for (JsonNode panel : panels()) {
      for (JsonNode target : panel.get("targets")) {
        String place = panel.get("title").asText() + " " + target.get("refId").asText();
        expressions.add(new Expression(place, target.get("expr").asText()));
      }
    }
    for (JsonNode annotation : root.get("annotations").get("list")) {
      if (annotation.has("expr")) {
        expressions.add(
            new Expression(
                "annotation " + annotation.get("name").asText(), annotation.get("expr").asText()));
      }
    }
    return expressions;
  }

  /**
   * One expression.
   *
   * @param place where it stands, for messages
   * @param text the expression with Grafana's variables
   */
  public record Expression(String place, String text) {

    /** What Prometheus is asked when every variable stands for everything. */
    public String forEverything() {
      return text.replace("$__rate_interval", "15s")
          .replace("$__range", "1m")
          .replaceAll("\\$(job|instance|model|version|feature)\\b", ".+");
    }
  }
}
