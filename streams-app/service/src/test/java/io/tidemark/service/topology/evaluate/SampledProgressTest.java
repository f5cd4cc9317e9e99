// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.sketch.ObservationSample;
import io.tidemark.core.sketch.ObservationSampleCodec;
import io.tidemark.service.state.CommitScopedRecords;
import io.tidemark.service.state.TestStore;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampledProgressTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "1");
  private static final ModelVersion OTHER = new ModelVersion("fraud", "1");

  private final RollingCodec codec = new RollingCodec();
  private final TestStore durable = new TestStore();
  private final CommitScopedRecords<ModelVersion> store = durable.open(codec);
  private final SampledProgress<Rolling> progress = new SampledProgress<>(store, codec);

  private SampledProgress<Rolling> reopened() {
    return new SampledProgress<>(durable.open(codec), codec);
  }

  private static ObservationSample sample(int number) {
    ObservationSample sample = new ObservationSample();
    LearningDriver.window(MODEL, number).forEach(sample::accept);
    return sample;
  }

  private static byte[] bytes(ObservationSample sample) {
    return ObservationSampleCodec.encode(sample, Integer.MAX_VALUE).get(0);
  }

  private static Map<ModelVersion, Rolling> all(SampledProgress<Rolling> from) {
    Map<ModelVersion, Rolling> all = new HashMap<>();
    from.forEach(all::put);
    return all;
  }

  @Test
  void put_isSeenAtOnce_andByTheNextLifeAfterTheCommit() {
    Rolling rolling = Rolling.begin(0, 30_000);
    progress.put(MODEL, Rolling.begin(0, 10_000), sample(1));
    progress.put(MODEL, rolling, sample(2));

    assertThat(progress.get(MODEL)).isEqualTo(rolling);
    assertThat(bytes(progress.sample(MODEL))).isEqualTo(bytes(sample(2)));
    assertThat(all(reopened())).isEmpty();

    store.flushCache();

    assertThat(all(reopened())).isEqualTo(Map.of(MODEL, rolling)).isEqualTo(all(progress));
    assertThat(bytes(reopened().sample(MODEL))).isEqualTo(bytes(sample(2)));
    assertThat(bytes(progress.sample(MODEL))).isEqualTo(bytes(sample(2)));
  }

  @Test
  void sample_changedByTheCaller_changesNothingHere() {
    progress.put(MODEL, Rolling.begin(0, 30_000), sample(1));

    progress.sample(MODEL).combine(sample(2));

    assertThat(bytes(progress.sample(MODEL))).isEqualTo(bytes(sample(1)));
    assertThat(progress.sample(OTHER).observations()).isZero();
  }

  @Test
  void remove_isGoneAtOnce_andForTheNextLifeAfterTheCommit() {
    progress.put(MODEL, Rolling.begin(0, 30_000), sample(1));
    progress.put(OTHER, Rolling.begin(0, 30_000), sample(2));
    store.flushCache();

    assertThat(progress.remove(MODEL)).isEqualTo(Rolling.begin(0, 30_000));
    assertThat(progress.remove(MODEL)).isNull();

    assertThat(progress.get(MODEL)).isNull();
    assertThat(progress.size()).isOne();
    assertThat(progress.sample(MODEL).observations()).isZero();
    store.flushCache();
    assertThat(all(reopened())).containsOnlyKeys(OTHER);
  }
}
