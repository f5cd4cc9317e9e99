// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.summarize;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.PerModel;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.observation.WindowSpec;
import io.tidemark.core.sketch.ObservationSample;
import io.tidemark.core.sketch.ObservationSampleCodec;
import io.tidemark.service.references.LearningSettings;
import io.tidemark.service.references.ReferenceCatalog;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamSamplesTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "1");
  private static final int CHUNK_BYTES = 512 * 1024;
  private static final long PANE_MILLIS = 10_000;

  private final StreamSamples samples =
      new StreamSamples(
          new LearningSettings(true, 1_000, 1),
          new ReferenceCatalog(),
          PerModel.same(WindowSpec.tumbling(PANE_MILLIS, 0)));

  /** Samples observations of so many numbers, a hundred in each pane, until much waits. */
  private int sampleUntilMuch(int columns, int atMost) {
    ValueLayout layout =
        ValueLayout.of(IntStream.range(0, columns).mapToObj(i -> "x" + i).toList());
    int rows = 0;
    while (!samples.isMuch() && rows < atMost) {
      long time = rows * PANE_MILLIS / 100;
      ObservedValues.Builder values = ObservedValues.builder(layout);
      for (int slot = 0; slot < columns; slot++) {
        values.number(slot, Math.sin(rows + slot));
      }
      samples.accept(new Observation(MODEL, time, null, values.build()), time - time % PANE_MILLIS);
      rows++;
    }
    return rows;
  }

  private long drain(int rows) {
    ObservationSample all = new ObservationSample();
    for (long start = 0; start < rows * PANE_MILLIS / 100; start += PANE_MILLIS) {
      List<byte[]> chunks = samples.drain(MODEL, start, CHUNK_BYTES);
      chunks.forEach(chunk -> ObservationSampleCodec.mergeInto(all, chunk));
    }
    return all.observations();
  }

  @Test
  void isMuch_wideRowsInManyPanes_untilTheyAreSent() {
    int rows = sampleUntilMuch(1_000, 10_000);

    // 9 bytes a number: some 1,800 rows of 9.1 KB.
    assertThat(rows).isBetween(1_750, 1_900);
    assertThat(drain(rows)).isEqualTo(rows);
    assertThat(samples.isMuch()).isFalse();
    assertThat(sampleUntilMuch(1_000, 10_000)).isEqualTo(rows);
  }

  @Test
  void isMuch_onePane_never() {
    for (int i = 0; i < 100_000; i++) {
      ObservedValues values =
          ObservedValues.builder(ValueLayout.of("x")).number(0, Math.sin(i)).build();
      samples.accept(new Observation(MODEL, i, null, values), 0);
    }

    assertThat(samples.isMuch()).isFalse();
  }

  @Test
  void clear_whatWaited_isForgotten() {
    int rows = sampleUntilMuch(1_000, 10_000);

    samples.clear();

    assertThat(samples.isMuch()).isFalse();
    assertThat(drain(rows)).isZero();
  }
}
