// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.sketch.ObservationSample;
import io.tidemark.core.sketch.ObservationSampleCodec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The bytes are durable: a release must read what an earlier one wrote. */
class LearningCodecTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "7");
  private static final String LEARNING_V1 =
      "010001000000000000ea605301010001010a73636f726502d00f010001" + "013fe0000000000000";
  private static final String KEY = "0a636875726e023700000000000000640000000000000003";

  private final HexFormat hex = HexFormat.of();
  private final LearningCodec codec = new LearningCodec();

  private static ObservationSample sample() {
    ObservationSample sample = new ObservationSample();
    sample.accept(
        new Observation(
            MODEL,
            1_000,
            null,
            ObservedValues.builder(ValueLayout.of("score")).number(0, 0.5).build()));
    return sample;
  }

  @Test
  void version1_isWrittenAndReadForEver() {
    byte[] bytes = hex.parseHex(LEARNING_V1);
    Learning learning = Learning.begin().plus(60_000);

    assertThat(codec.encode(learning, sample())).isEqualTo(bytes);
    assertThat(codec.decode(bytes)).isEqualTo(learning);
    assertThat(ObservationSampleCodec.encode(codec.decodeSample(bytes), 1 << 20))
        .containsExactlyElementsOf(ObservationSampleCodec.encode(sample(), 1 << 20));
    assertThat(codec.decode(codec.encode(learning.asPublished(), sample())))
        .isEqualTo(learning.asPublished());
  }

  @Test
  void sampleKey_version1_isWrittenAndReadForEver() {
    SampleChunkCodec chunks = new SampleChunkCodec();
    SampleKey key = new SampleKey(MODEL, 100, 3);

    assertThat(hex.formatHex(chunks.encodeKey(key))).isEqualTo(KEY);
    assertThat(chunks.decodeKey(hex.parseHex(KEY))).isEqualTo(key);
  }
}
