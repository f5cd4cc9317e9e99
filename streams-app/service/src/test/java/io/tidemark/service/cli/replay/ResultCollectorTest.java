// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Segment;
import io.tidemark.service.serde.DriftResultReader;
import io.tidemark.service.status.SampleDecisions;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultCollectorTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "7");

  @Test
  void results_ofSegments_standBesideTheirWhole_whichAloneIsWaitedFor() {
    WindowVerdict whole =
        SampleDecisions.window(
            MODEL,
            10_000,
            DriftVerdict.STABLE,
            SampleDecisions.numeric("amount", DriftVerdict.STABLE, 0.01, 0.01));
    WindowVerdict german = SampleDecisions.of(Segment.of("country", "DE"), whole);
    ResultCollector collector = new ResultCollector(MODEL, List.of(whole.report().window()));

    collector.accept(new DriftResultReader.Part(german, 1, 1));
    assertThat(collector.missing()).containsExactly(whole.report().window());
    collector.accept(new DriftResultReader.Part(whole, 1, 1));

    assertThat(collector.missing()).isEmpty();
    assertThat(collector.results())
        .extracting(WindowVerdict::resultId)
        .containsExactly(whole.resultId(), german.resultId());
    assertThat(ResultLines.JSON.lines(collector.results().get(0)).get(0)).doesNotContain("segment");
    assertThat(ResultLines.JSON.lines(collector.results().get(1)).get(0))
        .contains("\"segment\":\"country=DE\"");
  }
}
