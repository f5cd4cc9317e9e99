// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a Prometheus that scrapes a Tidemark with one drifting model must be able to answer. Used
 * with a status filled by hand and with the running service.
 */
public final class WatchingContract {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Pattern SELECTOR =
      Pattern.compile("\\b(?:tidemark_[a-z_]+|up)\\b(?:\\{[^}]*})?");

  private final PrometheusServer prometheus;

  /** A contract about what a Prometheus has scraped. */
  public WatchingContract(PrometheusServer prometheus) {
    this.prometheus = prometheus;
  }

  /**
   * Every expression of the dashboard is well-formed and returns something.
   *
   * @param mayBeEmpty expressions that may return nothing: their place, and why
   */
  public void everyDashboardExpressionReturns(Map<String, String> mayBeEmpty) {
    List<String> empty = new ArrayList<>();
    for (Dashboard.Expression expression : Dashboard.load().expressions()) {
      if (mayBeEmpty.containsKey(expression.place())) {
        prometheus.query(expression.forEverything());
        continue;
      }
      try {
        prometheus.await(expression.forEverything(), LIMIT);
      } catch (AssertionError e) {
        empty.add(expression.place() + ": " + e.getMessage());
      }
    }
    assertThat(empty).as("dashboard expressions that return nothing").isEmpty();
  }

  /**
   * Every alert is evaluated without error; the wanted ones return something, and of the others at
   * least every series they look at exists.
   *
   * @param wanted alerts whose expression must return something
   * @param silent every other alert, and why it has nothing to say
   * @param absent series that may not exist in this run, by the name of the metric
   */
  public void everyAlertIsEvaluable(
      Set<String> wanted, Map<String, String> silent, Set<String> absent) {
    List<String> names = AlertRules.names();
    assertThat(names).containsAll(wanted).containsAll(silent.keySet());
    assertThat(names).allMatch(name -> wanted.contains(name) ^ silent.containsKey(name));
    List<String> seen = new ArrayList<>();
    for (JsonNode group : prometheus.alertingRules()) {
      for (JsonNode rule : group.get("rules")) {
        seen.add(rule.get("name").asText());
        alert(rule, wanted, absent);
      }
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(names);
  }

  private void alert(JsonNode rule, Set<String> wanted, Set<String> absent) {
    String name = rule.get("name").asText();
    String query = rule.get("query").asText();
    assertThat(rule.path("lastError").asText()).as(name).isEmpty();
    assertThat(rule.get("health").asText()).as(name).isNotEqualTo("err");
    for (String selector : SELECTOR.matcher(query).results().map(r -> r.group()).toList()) {
      if (!absent.contains(selector.replaceAll("\\{.*", ""))) {
        prometheus.await(selector, LIMIT);
      }
    }
    if (wanted.contains(name)) {
      prometheus.await(query, LIMIT);
    } else {
      assertThat(prometheus.query(query)).as(name + " should be silent").isEmpty();
    }
  }

  /** The alert fires in Prometheus, for a model. */
  public void alertFires(String alert, String model) {
    prometheus.await(
        "ALERTS{alertname=\"%s\", alertstate=\"firing\", model=\"%s\"}".formatted(alert, model),
        LIMIT);
  }
}
