// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AlertRulesTest {

  private final String rules = AlertRules.text(AlertRules.rules());
  private final String tests = AlertRules.text(AlertRules.tests());
  private final List<String> names = AlertRules.names();

  @Test
  void everyAlert_hasARunbook() {
    String runbooks = AlertRules.text(AlertRules.file("docs/runbooks.md"));
    assertThat(names).isNotEmpty().doesNotHaveDuplicates().allMatch(n -> n.startsWith("Tidemark"));
    assertThat(names)
        .allSatisfy(
            name -> {
              String anchor = name.toLowerCase(Locale.ROOT);
              assertThat(rules).contains("runbook_url: docs/runbooks.md#" + anchor + "\n");
              assertThat(runbooks).contains("\n## " + name + "\n");
            });
  }

  @Test
  void everyAlert_hasSeveritySummaryAndDescription() {
    for (String field :
        List.of(
            "severity: (critical|warning|info)",
            "summary: .+\\.",
            "description: .+",
            "runbook_url: .+")) {
      assertThat(Pattern.compile("^ +" + field + "$", Pattern.MULTILINE).matcher(rules).results())
          .as(field)
          .hasSameSizeAs(names);
    }
  }

  /** A test that fires lists expected alerts; a silent one has {@code exp_alerts: []}. */
  @Test
  void everyAlert_isTestedFiringAndSilent() {
    List<MatchResult> checks =
        Pattern.compile("alertname: (\\w+)\\n +exp_alerts:(.*)\\n")
            .matcher(tests)
            .results()
            .toList();
    for (String name : names) {
      List<String> expected =
          checks.stream().filter(c -> c.group(1).equals(name)).map(c -> c.group(2)).toList();
      assertThat(expected).as(name + " fires").contains("");
      assertThat(expected).as(name + " stays silent").contains(" []");
    }
  }
}
