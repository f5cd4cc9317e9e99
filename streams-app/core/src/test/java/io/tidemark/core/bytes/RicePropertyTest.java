// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class RicePropertyTest {

  @Provide
  Arbitrary<Long> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(0, 5),
        Arbitraries.longs().between(0, 3_000),
        Arbitraries.longs().greaterOrEqual(0),
        Arbitraries.of(Long.MAX_VALUE));
  }

  private static byte[] written(List<Long> numbers, int parameter) {
    ByteWriter out = new ByteWriter(16);
    RiceWriter rice = new RiceWriter(out);
    numbers.forEach(number -> rice.write(number, parameter));
    rice.finish();
    return out.toByteArray();
  }

  @Property
  void read_whatWasWritten_givesTheNumbersAndStandsBehindTheLast(
      @ForAll List<@From("numbers") Long> numbers,
      @ForAll @IntRange(max = RiceWriter.LARGEST_PARAMETER) int parameter) {
    ByteWriter out = new ByteWriter(16);
    out.writeBytes(written(numbers, parameter));
    out.writeByte(0xFF);
    ByteReader in = new ByteReader(out.toByteArray(), "numbers");
    RiceReader rice = new RiceReader(in);

    for (long number : numbers) {
      assertThat(rice.read(parameter)).isEqualTo(number);
    }
    rice.finish();
    assertThat(in.readByte()).isEqualTo(0xFF);
    assertThat(in.remaining()).isZero();
    assertThat(out.size()).isLessThanOrEqualTo(1 + RiceWriter.ROOM * (numbers.size() + 1));
  }

  @Property
  void read_anyBytes_endsWithANumberOrSaysThatTheyAreCutOff(
      @ForAll byte[] bytes, @ForAll @IntRange(max = RiceWriter.LARGEST_PARAMETER) int parameter) {
    RiceReader rice = new RiceReader(new ByteReader(bytes, "numbers"));

    assertThatThrownBy(
            () -> {
              while (true) {
                rice.read(parameter);
              }
            })
        .isInstanceOf(CorruptBytesException.class)
        .hasMessageContaining("cut off");
  }

  @Example
  void bytes_areThoseOfTheDescription() {
    assertThat(written(List.of(0L, 2L, 5L), 1)).containsExactly(0b0110_0100, 0b1);
    assertThat(written(List.of(20L), 0)).containsExactly(0xFF, 0xFF, 0x4F, 1, 0, 0, 0, 0, 0, 0, 0);
  }

  @Example
  void finish_bitsLeft_isRefused() {
    RiceReader rice = new RiceReader(new ByteReader(new byte[] {4}, "numbers"));
    assertThat(rice.read(0)).isZero();

    assertThatThrownBy(rice::finish).hasMessageContaining("bits after the last number");
  }

  @Example
  void parameter_isNearTheLogarithmOfTheMedian() {
    assertThat(RiceWriter.parameter(0, 5)).isZero();
    assertThat(RiceWriter.parameter(15, 10)).isZero();
    assertThat(RiceWriter.parameter(400, 10)).isEqualTo(4);
    assertThat(RiceWriter.parameter(Long.MAX_VALUE, 1)).isEqualTo(RiceWriter.LARGEST_PARAMETER);
  }
}
