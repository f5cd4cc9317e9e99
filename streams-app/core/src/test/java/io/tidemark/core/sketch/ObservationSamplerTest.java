// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** That what it sends adds up is in {@link ObservationSampleTest}; here is how much that is. */
class ObservationSamplerTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "1");

  private final ObservationSampler sampler = new ObservationSampler();
  private final ObservationSample merged = new ObservationSample();

  private static Observation observation(long time, ValueLayout layout) {
    ObservedValues.Builder values = ObservedValues.builder(layout);
    for (int slot = 0; slot < layout.size(); slot++) {
      values.number(slot, time % 1_000 / 1_000.0);
    }
    return new Observation(MODEL, time, null, values.build());
  }

  /** Sends so many observations in chunks of one commit each; the bytes of all of them. */
  private long send(int observations, int commit, ValueLayout layout) {
    long sent = 0;
    for (int i = 0; i < observations; i++) {
      sampler.accept(observation(i, layout));
      if (i % commit == commit - 1) {
        for (byte[] chunk : sampler.drain(100_000)) {
          sent += chunk.length;
          ObservationSampleCodec.mergeInto(merged, chunk);
        }
      }
    }
    return sent;
  }

  private long sampleBytes() {
    return ObservationSampleCodec.encode(merged, Integer.MAX_VALUE).get(0).length;
  }

  @Test
  void drain_anHourOfTraffic_sendsLittleMoreThanTheSample() {
    long sent = send(400_000, 2_000, ValueLayout.of("score"));

    // 1 + ln(400,000 / 4,096) = 5.6 times the sample.
    assertThat(sent).isBetween(4 * sampleBytes(), 8 * sampleBytes());
    assertThat(merged.observations()).isEqualTo(400_000);
  }

  /** Cut by bytes, at some 230 rows. */
  @Test
  void drain_wideRows_sendsLittleMoreThanTheSample() {
    List<String> names = IntStream.range(0, 1_000).mapToObj(i -> "column" + i).toList();
    long sent = send(4_000, 100, ValueLayout.of(names));

    // 1 + ln(4,000 / 230) = 3.9 times the sample, and the names in each of the 40.
    assertThat(merged.rows()).isBetween(225, 235);
    assertThat(sent).isBetween(2 * sampleBytes(), 6 * sampleBytes());
  }

  @Test
  void drain_nothingNew_sendsNothing() {
    sampler.accept(observation(1, ValueLayout.of("score")));

    assertThat(sampler.drain(100_000)).hasSize(1);
    assertThat(sampler.drain(100_000)).isEmpty();
  }

  @Test
  void drain_rowThatWasSentBefore_isSentAgainAndCounted() {
    List<byte[]> chunks = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      sampler.accept(observation(1, ValueLayout.of("score")));
      chunks.addAll(sampler.drain(100_000));
    }
    chunks.forEach(chunk -> ObservationSampleCodec.mergeInto(merged, chunk));

    assertThat(merged.rows()).isEqualTo(1);
    assertThat(merged.sampledRows().get(0).count).isEqualTo(3);
  }

  @Test
  void heldBytes_whenAllIsSent_areNone() {
    sampler.accept(observation(1, ValueLayout.of("score")));
    assertThat(sampler.heldBytes()).isBetween(100L, 200L);

    var unused = sampler.drain(100_000);

    assertThat(sampler.heldBytes()).isZero();
  }
}
