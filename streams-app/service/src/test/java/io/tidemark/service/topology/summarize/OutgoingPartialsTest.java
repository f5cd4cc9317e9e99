// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.summarize;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.service.topology.message.PartialSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutgoingPartialsTest {

  private static final int JUDGES = 3;

  private final List<byte[]> keys = new ArrayList<>();
  private final List<List<PartialSummary>> records = new ArrayList<>();
  private final OutgoingPartials outgoing =
      new OutgoingPartials(
          JUDGES,
          1_000,
          (key, partials) -> {
            keys.add(key);
            records.add(partials.all());
          });

  private void add(String model, int bytes) {
    ModelVersion version = new ModelVersion(model, "1");
    outgoing.add(
        SummaryKeys.model(version),
        new PartialSummary(version, new EvaluationWindow(0, 1), "", 1, new byte[bytes]));
  }

  @Test
  void sendAll_manyModels_sendsOneRecordToEachJudgeWithItsModelsInOrder() {
    List<String> models = IntStream.range(0, 60).mapToObj(i -> "model-" + i).toList();
    models.forEach(model -> add(model, 10));
    assertThat(records).isEmpty();
    outgoing.sendAll();
    outgoing.sendAll();

    assertThat(records).hasSize(JUDGES);
    for (int record = 0; record < JUDGES; record++) {
      int judge = SummaryKeys.partition(keys.get(record), JUDGES);
      assertThat(records.get(record))
          .extracting(partial -> partial.modelVersion().model())
          .containsExactlyElementsOf(models.stream().filter(m -> judgeOf(m) == judge).toList());
    }
  }

  private static int judgeOf(String model) {
    return SummaryKeys.partition(SummaryKeys.model(new ModelVersion(model, "1")), JUDGES);
  }

  @Test
  void add_moreThanARecordHolds_sendsWhatIsThereFirst() {
    add("a", 600);
    add("a", 400);
    assertThat(records).isEmpty();
    add("a", 1);
    assertThat(records).hasSize(1);
    add("a", 5_000);
    add("a", 2);
    outgoing.sendAll();

    assertThat(records)
        .extracting(record -> record.stream().mapToInt(partial -> partial.chunk().length).sum())
        .containsExactly(1_000, 1, 5_000, 2);
  }
}
