// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void oneLine_text_isItself() {
    assertThat(Printable.oneLine("id-7 ü".getBytes(UTF_8), 40)).isEqualTo("id-7 ü");
    assertThat(Printable.oneLine((byte[]) null, 40)).isEqualTo("–");
  }

  @Test
  void oneLine_terminalCommandsAndBytes_areHexadecimal() {
    assertThat(Printable.oneLine("\u001b[2J".getBytes(UTF_8), 40)).isEqualTo("0x1b5b324a");
    assertThat(Printable.oneLine(new byte[] {(byte) 0xff, 1}, 40)).isEqualTo("0xff01");
    assertThat(Printable.oneLine("a\u202eb".getBytes(UTF_8), 40)).isEqualTo("0x61e280ae62");
  }

  @Test
  void oneLine_strangersText_losesItsControls() {
    assertThat(Printable.oneLine("a\nb\u001bc", 40)).isEqualTo("a b c");
  }

  @Test
  void oneLine_tooLong_isCutBetweenCharacters() {
    assertThat(Printable.oneLine("x".repeat(50).getBytes(UTF_8), 10)).isEqualTo("xxxxxxxxx…");
    assertThat(Printable.oneLine("😀".repeat(50), 10)).doesNotContain("?").endsWith("…");
  }

  @Test
  void hexDump_bytes_showsOffsetHexAndAscii() {
    byte[] bytes = "0123456789abcdefg\u0000".getBytes(UTF_8);

    assertThat(HexDump.lines(bytes, 4096))
        .containsExactly(
            "000000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  |0123456789abcdef|",
            "000010  67 00                                             |g.|");
    assertThat(HexDump.lines(bytes, 3)).hasSize(1).first().asString().endsWith("|012|");
  }
}
