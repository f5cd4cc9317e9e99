// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Has promtool judge the rules. Skipped where promtool is absent, unless CI says it must be there.
 */
class AlertRulesIT {

  private Path promtool;

  @BeforeEach
  void find() {
    promtool = Executables.require("promtool", "prometheus");
  }

  @Test
  void rules_areWellFormed() throws Exception {
    assertSuccess("check", "rules", AlertRules.rules().toString());
  }

  @Test
  void rules_passTheirTests() throws Exception {
    assertSuccess("test", "rules", AlertRules.tests().toString());
  }

  private void assertSuccess(String first, String second, String file)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(promtool.toString(), first, second, file)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
  }
}
