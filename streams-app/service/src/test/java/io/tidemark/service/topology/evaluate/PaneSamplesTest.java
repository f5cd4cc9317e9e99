// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.sketch.ObservationSample;
import io.tidemark.service.references.LearningSettings;
import io.tidemark.service.state.CommitScopedStore;
import io.tidemark.service.state.TestStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaneSamplesTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "1");
  private static final ModelVersion OTHER = new ModelVersion("credit", "7");

  private final CommitScopedStore<SampleKey, byte[]> store =
      new TestStore().open(new SampleChunkCodec());
  private final PaneSamples samples = new PaneSamples(store);

  private void add(ModelVersion modelVersion, long start) {
    ObservationSample sample = new ObservationSample();
    LearningDriver.window(modelVersion, 0).forEach(sample::accept);
    samples.add(modelVersion, start, sample.drain(1 << 20).get(0));
  }

  @Test
  void keepOnly_panesThatAreNotOpen_leaveTheStoreAndMakeRoom() {
    add(MODEL, 0);
    add(MODEL, 10_000);
    for (int i = 1; i < LearningSettings.MAX_MODEL_VERSIONS; i++) {
      add(new ModelVersion("gone", "v" + i), 0);
    }
    assertThat(samples.hasRoomFor(OTHER)).isFalse();

    samples.keepOnly((modelVersion, start) -> modelVersion.equals(MODEL) && start == 10_000);

    assertThat(samples.hasRoomFor(OTHER)).isTrue();
    List<SampleKey> kept = new ArrayList<>();
    store.forEach((key, chunk) -> kept.add(key));
    assertThat(kept).extracting(SampleKey::paneStart).containsExactly(10_000L);
    assertThat(samples.take(MODEL, 10_000)).isPresent();
  }
}
