// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.summarize;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.service.topology.message.PartialSummaries;
import io.tidemark.service.topology.message.PartialSummary;
import io.tidemark.service.topology.message.SummaryMessageSerde;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutgoingPartialsTest {

  private static final int JUDGES = 3;
  private static final int MAX_BYTES = 16_384;

  private final List<byte[]> keys = new ArrayList<>();
  private final List<List<PartialSummary>> records = new ArrayList<>();
  private final OutgoingPartials outgoing =
      new OutgoingPartials(
          JUDGES,
          MAX_BYTES,
          (key, partials) -> {
            keys.add(key);
            records.add(partials.all());
          });

  private void add(String model, int bytes) {
    PartialSummary partial = partial(model, bytes);
    outgoing.add(SummaryKeys.model(partial.modelVersion()), partial);
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

  private static PartialSummary partial(String model, int bytes) {
    return new PartialSummary(
        new ModelVersion(model, "1"), new EvaluationWindow(0, 1), "", 1, new byte[bytes]);
  }

  @Test
  void add_moreThanARecordHolds_sendsWhatIsThereFirst() {
    int half = MAX_BYTES / 2 - partial("a", 0).mostBytes();
    add("a", half);
    add("a", half);
    assertThat(records).isEmpty();
    add("a", 1);
    assertThat(records).hasSize(1);
    add("a", 2 * MAX_BYTES);
    add("a", 2);
    outgoing.sendAll();

    assertThat(records)
        .extracting(record -> record.stream().mapToInt(partial -> partial.chunk().length).sum())
        .containsExactly(2 * half, 1, 2 * MAX_BYTES, 2);
  }

  /** A producer may make up a long name for each record, without anything to count. */
  @Test
  void add_longNamesAndNoCounts_keepsRecordsBelowTheBound() {
    for (int i = 0; i < 200; i++) {
      add("\u00e4".repeat(100) + i, 0);
    }
    outgoing.sendAll();

    SummaryMessageSerde serde = new SummaryMessageSerde();
    assertThat(records)
        .allSatisfy(
            record ->
                assertThat(serde.serializer().serialize("t", new PartialSummaries(record)))
                    .hasSizeLessThanOrEqualTo(MAX_BYTES));
    assertThat(records.stream().mapToInt(List::size).sum()).isEqualTo(200);
  }
}
