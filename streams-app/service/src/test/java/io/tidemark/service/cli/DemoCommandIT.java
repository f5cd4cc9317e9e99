// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class DemoCommandIT {

  @Test
  void demo_timeIsOver_endsWithZeroAndToldWhatToOpen() {
    CommandRun run =
        CommandRun.of("demo", "--for=25s", "--drift-after=1s", "--rate=100", "-Dhttp.port=0");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .containsPattern("metrics +http://127.0.0.1:\\d+/metrics")
        .contains("--- now incomes fall")
        .contains("credit-risk/1  DRIFT")
        .contains("churn/3        STABLE")
        .doesNotContain("ALERT FIRING (critical)  churn")
        .endsWith("The demo has ended.\n");
  }
}
