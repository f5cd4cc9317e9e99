// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.service.status.ServiceStatus;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What rules and dashboard ask for is what the service exports. */
class WatchedMetricsTest {

  private static final Pattern OWN = Pattern.compile("\\btidemark_[a-z_]+\\b");
  private static final Pattern OF_THE_JVM = Pattern.compile("\\b(?:jvm|process)_[a-z_]+\\b");

  private final Dashboard dashboard = Dashboard.load();
  private final Set<String> exported = new HashSet<>();

  WatchedMetricsTest() {
    for (DriftMetric metric : DriftMetric.values()) {
      exported.add(metric.metricName());
    }
  }

  @Test
  void rules_askForExportedMetricsOnly() {
    assertThat(exported).containsAll(found(OWN, AlertRules.text(AlertRules.rules())));
  }

  @Test
  void testsOfRules_useExportedMetricsOnly() {
    assertThat(exported).containsAll(found(OWN, AlertRules.text(AlertRules.tests())));
  }

  @Test
  void runbooks_nameExportedMetricsOnly() {
    String runbooks = AlertRules.text(AlertRules.file("docs/runbooks.md"));
    assertThat(exported).containsAll(found(OWN, runbooks));
  }

  @Test
  void dashboard_asksForExportedMetricsOnly() {
    Set<String> asked = new TreeSet<>();
    Set<String> askedOfTheJvm = new TreeSet<>();
    for (Dashboard.Expression expression : dashboard.expressions()) {
      asked.addAll(found(OWN, expression.text()));
      askedOfTheJvm.addAll(found(OF_THE_JVM, expression.text()));
    }
    for (JsonNode variable : dashboard.root().get("templating").get("list")) {
      asked.addAll(found(OWN, variable.path("definition").asText()));
    }
    StringWriter scrape = new StringWriter();
    MetricsPage page = new MetricsPage(new ServiceStatus(), StreamsFigures::unknown, 10);
    page.write(page.contentType(null), Set.of(), scrape);
    assertThat(asked).hasSizeGreaterThan(20).isSubsetOf(exported);
    assertThat(askedOfTheJvm).isNotEmpty().allMatch(name -> scrape.toString().contains(name));
  }

  @Test
  void dashboard_showsEveryMetricOfDrift() {
    String all = dashboard.root().toString();
    assertThat(exported).allMatch(all::contains);
  }

  @Test
  void dashboard_everyPanel_hasDescriptionUnitAndScope() {
    assertThat(dashboard.root().get("uid").asText()).isEqualTo("tidemark");
    assertThat(dashboard.panels())
        .allSatisfy(
            panel -> {
              assertThat(panel.get("title").asText()).isNotBlank();
              assertThat(panel.get("description").asText()).isNotBlank();
              assertThat(panel.get("fieldConfig").get("defaults").get("unit").asText())
                  .isNotBlank();
              assertThat(panel.get("datasource").get("uid").asText()).isEqualTo("${datasource}");
            });
    assertThat(dashboard.expressions())
        .allSatisfy(
            expression ->
                assertThat(selectors(expression.text()))
                    .allMatch(s -> s.contains("job=~\"$job\", instance=~\"$instance\"")));
  }

  @Test
  void dashboard_panels_doNotOverlap() {
    Set<String> taken = new HashSet<>();
    for (JsonNode panel : dashboard.panels()) {
      JsonNode grid = panel.get("gridPos");
      assertThat(grid.get("x").asInt() + grid.get("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = grid.get("x").asInt(); x < grid.get("x").asInt() + grid.get("w").asInt(); x++) {
        for (int y = grid.get("y").asInt();
            y < grid.get("y").asInt() + grid.get("h").asInt();
            y++) {
          assertThat(taken.add(x + "," + y)).as(panel.get("title").asText()).isTrue();
        }
      }
    }
  }

  private static List<String> selectors(String expression) {
    return Pattern.compile("\\{[^}]*}").matcher(expression).results().map(r -> r.group()).toList();
  }

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }
}
