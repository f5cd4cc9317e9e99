// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ByteReaderTest {

  private static ByteReader reader(int... bytes) {
    byte[] array = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      array[i] = (byte) bytes[i];
    }
    return new ByteReader(array, "thing");
  }

  @Property(tries = 200)
  void read_whatWasWritten_givesItBack(
      @ForAll long number, @ForAll double real, @ForAll String text) {
    ByteWriter out = new ByteWriter(1);
    out.writeVarint(number);
    out.writeText(text);
    out.writeDouble(real);
    out.writeByte(200);
    ByteReader in = new ByteReader(out.toByteArray(), "thing");

    assertThat(in.readVarint()).isEqualTo(number);
    assertThat(in.readText()).isEqualTo(text);
    assertThat(Double.doubleToRawLongBits(in.readDouble()))
        .isEqualTo(Double.doubleToRawLongBits(real));
    assertThat(in.readByte()).isEqualTo(200);
    in.finish();
  }

  @Test
  void readText_loneSurrogate_isExact() {
    ByteWriter out = new ByteWriter(1);
    out.writeText("a\uD800z");

    assertThat(new ByteReader(out.toByteArray(), "thing").readText()).isEqualTo("a\uD800z");
  }

  @Test
  void read_pastTheEnd_saysWhatAndWhere() {
    assertThatThrownBy(() -> reader().readByte())
        .isInstanceOf(CorruptBytesException.class)
        .hasMessage("not a readable thing: cut off at byte 0 of 0");
    assertThatThrownBy(() -> reader(1, 2, 3).readLong()).isInstanceOf(CorruptBytesException.class);
    assertThatThrownBy(() -> reader(0x80, 0x80).readVarint())
        .isInstanceOf(CorruptBytesException.class);
  }

  @Test
  void read_absurdNumbers_isRefused() {
    int[] tooLong = {255, 255, 255, 255, 255, 255, 255, 255, 255, 2};
    int[] largest = {255, 255, 255, 255, 255, 255, 255, 255, 255, 1};
    assertThatThrownBy(() -> reader(tooLong).readVarint()).hasMessageContaining("64 bits");
    assertThat(reader(largest).readVarint()).isEqualTo(-1);
    assertThatThrownBy(() -> reader(largest).readCount()).hasMessageContaining("63 bits");
    assertThatThrownBy(() -> reader(largest).readSize(1)).hasMessageContaining("a length of");
    assertThatThrownBy(() -> reader(largest).readText()).hasMessageContaining("characters");
    assertThatThrownBy(() -> reader(255, 255, 255, 127).readSize(8))
        .hasMessageContaining("a length of 268435455");
    assertThatThrownBy(() -> reader(7).readBelow(7, "a slot"))
        .hasMessageContaining("a slot 7 where less than 7 is legal");
    assertThatThrownBy(() -> reader(7, 8).finish()).hasMessageContaining("2 bytes too many");
  }
}
