// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.bytes.CorruptBytesException;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.sketch.ObservationSample;
import io.tidemark.core.sketch.ObservationSampleCodec;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RollingCodecTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "1");

  private final HexFormat hex = HexFormat.of();
  private final RollingCodec codec = new RollingCodec();
  private final Rolling rolling = Rolling.begin(-1, 30_000);
  private final ObservationSample sample = new ObservationSample();

  RollingCodecTest() {
    LearningDriver.window(MODEL, 3).forEach(sample::accept);
  }

  @Test
  void decode_whatWasEncoded_isThatPeriod() {
    byte[] bytes = codec.encode(rolling, sample);
    Rolling decoded = codec.decode(bytes);

    assertThat(decoded.startMillis()).isEqualTo(-30_000);
    assertThat(decoded.endMillis()).isZero();
    assertThat(codec.decodeSample(bytes).observations()).isEqualTo(60);
    assertThat(codec.encode(decoded, codec.decodeSample(bytes))).isEqualTo(bytes);
  }

  /** The bytes are durable. Those of the sample have a version and a test of their own. */
  @Test
  void version1_isWritten() {
    String ofSample =
        hex.formatHex(ObservationSampleCodec.encode(sample, Integer.MAX_VALUE).get(0));

    assertThat(hex.formatHex(codec.encode(rolling, sample)))
        .isEqualTo("01" + "ffffffffffff8ad0" + "0000000000007530" + ofSample);
  }

  @Test
  void decode_otherVersionOrCutOff_isRefused() {
    byte[] bytes = codec.encode(rolling, sample);
    assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, 12)))
        .isInstanceOf(CorruptBytesException.class);
    assertThatThrownBy(() -> codec.decodeSample(Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(CorruptBytesException.class);
    bytes[0] = 9;
    assertThatThrownBy(() -> codec.decode(bytes)).hasMessageContaining("9");
    assertThatThrownBy(() -> codec.decodeSample(bytes)).hasMessageContaining("9");
  }
}
