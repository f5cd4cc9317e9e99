// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.bytes.CorruptBytesException;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.sketch.ObservationSampleCodec;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RollingCodecTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "1");

  private final HexFormat hex = HexFormat.of();
  private final RollingCodec codec = new RollingCodec();
  private final Rolling rolling = Rolling.begin(-1, 30_000);

  RollingCodecTest() {
    LearningDriver.window(MODEL, 3).forEach(rolling.sample()::accept);
  }

  @Test
  void decode_whatWasEncoded_isThatPeriod() {
    Rolling decoded = codec.decodeValue(MODEL, codec.encodeValue(rolling));

    assertThat(decoded.startMillis()).isEqualTo(-30_000);
    assertThat(decoded.endMillis()).isZero();
    assertThat(decoded.sample().observations()).isEqualTo(60);
    assertThat(codec.encodeValue(decoded)).isEqualTo(codec.encodeValue(rolling));
  }

  /** The bytes are durable. Those of the sample have a version and a test of their own. */
  @Test
  void version1_isWritten() {
    String sample =
        hex.formatHex(ObservationSampleCodec.encode(rolling.sample(), Integer.MAX_VALUE).get(0));

    assertThat(hex.formatHex(codec.encodeValue(rolling)))
        .isEqualTo("01" + "ffffffffffff8ad0" + "0000000000007530" + sample);
  }

  @Test
  void decode_otherVersionOrCutOff_isRefused() {
    byte[] bytes = codec.encodeValue(rolling);
    assertThatThrownBy(() -> codec.decodeValue(MODEL, Arrays.copyOf(bytes, 12)))
        .isInstanceOf(CorruptBytesException.class);
    bytes[0] = 9;
    assertThatThrownBy(() -> codec.decodeValue(MODEL, bytes)).hasMessageContaining("9");
  }
}
