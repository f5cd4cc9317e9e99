// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireFormatTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 1 << 24, Integer.MAX_VALUE, -1})
  void schemaId_ofWrittenHeader_isTheId(int id) throws NotWireFormatException {
    byte[] message = new byte[WireFormat.HEADER_BYTES];
    WireFormat.writeHeader(message, id);
    assertThat(WireFormat.schemaId(message)).isEqualTo(id);
  }

  @Test
  void schemaId_otherBytes_saysWhatTheyLookLike() {
    assertFault(new byte[0], "the value is empty");
    assertFault(new byte[] {0, 0, 0, 1}, "only 4 bytes");
    assertFault(new byte[] {1, 2, 3, 4, 5, 6}, "schema GUID");
    assertFault("{\"a\":1}".getBytes(StandardCharsets.UTF_8), "looks like JSON");
    assertFault("plain".getBytes(StandardCharsets.UTF_8), "starts with 0x70;");
  }

  private static void assertFault(byte[] message, String fault) {
    assertThatThrownBy(() -> WireFormat.schemaId(message))
        .isInstanceOf(NotWireFormatException.class)
        .hasMessageContaining(fault)
        .hasMessageContaining("4-byte schema id");
  }
}
