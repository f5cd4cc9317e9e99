// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.bytes.CorruptBytesException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The bytes are durable: a release must read what an earlier one wrote. */
class UpstreamWatermarksCodecTest {

  /** Three tasks: one never heard of, one awake at 300 ms, one idle before its first record. */
  private static final String VERSION_1 =
      "0103" + "008000000000000000" + "01000000000000012c" + "028000000000000000";

  private final HexFormat hex = HexFormat.of();
  private final UpstreamWatermarksCodec codec = new UpstreamWatermarksCodec();

  @Test
  void version1_isWritten() {
    UpstreamWatermarks watermarks = new UpstreamWatermarks();
    watermarks.update(1, 3, 300, false, 0);
    watermarks.update(2, 3, Long.MIN_VALUE, true, 0);

    assertThat(hex.formatHex(codec.encodeValue(watermarks))).isEqualTo(VERSION_1);
  }

  @Test
  void version1_isReadForEver() {
    UpstreamWatermarks read = codec.decodeValue("watermarks", hex.parseHex(VERSION_1));

    assertThat(read.states()).containsExactly(0, 1, 2);
    assertThat(read.watermarks()).containsExactly(Long.MIN_VALUE, 300, Long.MIN_VALUE);
  }

  @Test
  void laterVersionOrCutOff_isRefused() {
    byte[] bytes = hex.parseHex(VERSION_1);
    assertThatThrownBy(() -> codec.decodeValue("watermarks", Arrays.copyOf(bytes, 20)))
        .isInstanceOf(CorruptBytesException.class);
    bytes[0] = 2;
    assertThatThrownBy(() -> codec.decodeValue("watermarks", bytes))
        .isInstanceOf(CorruptBytesException.class);
  }
}
