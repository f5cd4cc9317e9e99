// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.bytes.CorruptBytesException;
import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.Prediction;
import io.tidemark.core.observation.ValueLayout;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The bytes are durable: a release must read what an earlier one wrote. */
class PendingHalfCodecTest {

  private static final String FEATURES_V1 =
      "0100000000000000177000000000000003e8030c696e636f6d6501bff80000000000000c726567696f6e0206f673740661676500";
  private static final String PREDICTION_V1 =
      "01017fffffffffffffff00000000000007d00a636875726e0237010a73636f7265017ff8000000000000";

  private final PendingHalfCodec codec = new PendingHalfCodec();

  private static WaitingHalf features() {
    return new WaitingHalf(
        new FeatureVector(
            "id-1",
            1_000,
            ObservedValues.builder(ValueLayout.of("income", "region", "age"))
                .number(0, -1.5)
                .text(1, "öst")
                .build()),
        6_000);
  }

  private static WaitingHalf prediction() {
    return new WaitingHalf(
        new Prediction(
            "id-1",
            new ModelVersion("churn", "7"),
            2_000,
            ObservedValues.builder(ValueLayout.of("score")).number(0, Double.NaN).build(),
            null),
        Long.MAX_VALUE);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private WaitingHalf decode(String hex) {
    return codec.decodeValue("id-1", HexFormat.of().parseHex(hex));
  }

  @Test
  void version1_isWrittenAndReadForEver() {
    assertThat(hex(codec.encodeValue(features()))).isEqualTo(FEATURES_V1);
    assertThat(hex(codec.encodeValue(prediction()))).isEqualTo(PREDICTION_V1);
    assertThat(decode(FEATURES_V1)).isEqualTo(features());
    assertThat(decode(PREDICTION_V1)).isEqualTo(prediction());
  }

  @Test
  void decode_halvesOfTheSameNames_shareTheirLayout() {
    assertThat(values(decode(FEATURES_V1)).layout()).isSameAs(values(decode(FEATURES_V1)).layout());
  }

  private static ObservedValues values(WaitingHalf waiting) {
    return ((FeatureVector) waiting.half()).values();
  }

  @Test
  void key_isTheId() {
    assertThat(codec.decodeKey(codec.encodeKey("id-ö"))).isEqualTo("id-ö");
  }

  @Test
  void decode_laterVersionOrCutBytes_isRefused() {
    byte[] later = codec.encodeValue(features());
    later[0] = 2;

    assertThatThrownBy(() -> codec.decodeValue("id-1", later))
        .isInstanceOf(CorruptBytesException.class)
        .hasMessageContaining("version 2");
    assertThatThrownBy(() -> decode(FEATURES_V1.substring(0, 40)))
        .isInstanceOf(CorruptBytesException.class);
  }
}
