// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.sketch.ObservationSample;
import io.tidemark.core.sketch.ObservationSampleCodec;
import io.tidemark.core.sketch.ObservationSampler;
import io.tidemark.service.references.LearningSettings;
import io.tidemark.service.state.CommitScopedRecords;
import io.tidemark.service.state.TestStore;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaneSamplesTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "1");
  private static final ModelVersion OTHER = new ModelVersion("credit", "7");

  private final TestStore durable = new TestStore();
  private final CommitScopedRecords<SampleKey> store = durable.open(new SampleChunkCodec());
  private final PaneSamples samples = new PaneSamples(store);

  private void add(ModelVersion modelVersion, long start) {
    ObservationSample sample = new ObservationSample();
    LearningDriver.window(modelVersion, 0).forEach(sample::accept);
    samples.add(modelVersion, start, ObservationSampleCodec.encode(sample, 1 << 20).get(0));
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

  /** Chunks of a pane as tasks send them, commit by commit. */
  private static List<byte[]> chunks(int observations, ObservationSample whole) {
    ObservationSampler sampler = new ObservationSampler();
    List<byte[]> chunks = new ArrayList<>();
    for (int i = 0; i < observations; i++) {
      ObservedValues values =
          ObservedValues.builder(ValueLayout.of("score")).number(0, Math.sin(i)).build();
      Observation observation = new Observation(MODEL, i, null, values);
      whole.accept(observation);
      sampler.accept(observation);
      if (i % 100 == 99) {
        chunks.addAll(sampler.drain(1 << 19));
      }
    }
    return chunks;
  }

  private long keptBytes() {
    AtomicLong bytes = new AtomicLong();
    store.forEach((key, chunk) -> bytes.addAndGet(chunk.length));
    return bytes.get();
  }

  @Test
  void add_aPaneOfMuchTraffic_keepsLittleMoreThanTwiceTheSample() {
    ObservationSample whole = new ObservationSample();
    List<byte[]> chunks = chunks(60_000, whole);
    byte[] expected = ObservationSampleCodec.encode(whole, Integer.MAX_VALUE).get(0);
    long most = 0;
    long sent = 0;
    for (byte[] chunk : chunks) {
      samples.add(MODEL, 0, chunk);
      most = Math.max(most, keptBytes());
      sent += chunk.length;
    }

    assertThat(sent).isGreaterThan(3L * expected.length);
    assertThat(most).isLessThan(2L * expected.length + PaneSamples.FREE_BYTES);
    assertThat(samples.take(MODEL, 0).map(PaneSamplesTest::bytes)).hasValue(bytes(whole));
    assertThat(keptBytes()).isZero();
  }

  @Test
  void restart_inTheMidstOfAPane_losesNothing() {
    ObservationSample whole = new ObservationSample();
    List<byte[]> chunks = chunks(30_000, whole);
    PaneSamples current = samples;
    CommitScopedRecords<SampleKey> live = store;
    for (int i = 0; i < chunks.size(); i++) {
      current.add(MODEL, 0, chunks.get(i));
      if (i % 70 == 69) {
        live.flushCache();
        live = durable.open(new SampleChunkCodec());
        current = new PaneSamples(live);
      }
    }

    assertThat(current.take(MODEL, 0).map(PaneSamplesTest::bytes)).hasValue(bytes(whole));
    live.flushCache();
    assertThat(durable.records()).isZero();
  }

  private static String bytes(ObservationSample sample) {
    return HexFormat.of()
        .formatHex(ObservationSampleCodec.encode(sample, Integer.MAX_VALUE).get(0));
  }
}
