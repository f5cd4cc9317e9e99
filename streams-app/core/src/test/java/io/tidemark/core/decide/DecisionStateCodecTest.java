// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import static io.tidemark.core.decide.Columns.window;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DecisionStateCodecTest {

  private static final DecisionState FULL =
      new DecisionState(
          window(9),
          new Run(4, window(6)),
          new Run(3, window(7)),
          Run.NONE,
          new Run(2, window(8)),
          new OpenAlert("alert-1", AlertEvent.Severity.CRITICAL, window(6), window(7)),
          new LastTrigger("trigger-1", 123_456_789L, Long.MIN_VALUE));

  /** One line of hexadecimal digits, written by version 1. Never change it. */
  private static byte[] fixture() throws IOException {
    try (InputStream in =
        DecisionStateCodecTest.class.getResourceAsStream("/decide/decision-state-v1.hex")) {
      return HexFormat.of().parseHex(new String(in.readAllBytes(), US_ASCII).strip());
    }
  }

  @Test
  void decode_bytesOfVersion1_givesTheState() throws IOException {
    assertThat(DecisionStateCodec.decode(fixture())).isEqualTo(FULL);
  }

  @Test
  void encode_state_givesTheBytesOfVersion1() throws IOException {
    assertThat(DecisionStateCodec.encode(FULL)).isEqualTo(fixture());
  }

  @Test
  void decode_initialState_isTheInitialState() {
    byte[] bytes = DecisionStateCodec.encode(DecisionState.initial());
    assertThat(DecisionStateCodec.decode(bytes)).isEqualTo(DecisionState.initial());
  }

  @Test
  void decode_cutAnywhere_saysSo() throws IOException {
    byte[] bytes = fixture();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> DecisionStateCodec.decode(cut))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is cut");
    }
  }

  @Test
  void decode_newerVersionOrMoreBytes_saysSo() throws IOException {
    byte[] bytes = fixture();
    assertThatThrownBy(() -> DecisionStateCodec.decode(Arrays.copyOf(bytes, bytes.length + 2)))
        .hasMessage("decision state with 2 bytes too many");
    bytes[0] = 2;
    assertThatThrownBy(() -> DecisionStateCodec.decode(bytes))
        .hasMessageContaining("version 2, this build reads version 1");
  }
}
