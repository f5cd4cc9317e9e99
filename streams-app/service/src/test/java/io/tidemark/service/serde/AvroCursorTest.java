// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroCursorTest {

  private static final int FROM = 3;

  private final AvroCursor cursor = new AvroCursor();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 24, 31})
  void accept_exactlyTheseBytes_movesPastThem(int length) {
    byte[] record = new byte[FROM + length + 2];
    new Random(length).nextBytes(record);
    byte[] expected = Arrays.copyOfRange(record, FROM, FROM + length);

    cursor.reset(record, FROM);
    assertThat(cursor.accept(expected)).isTrue();
    assertThat(cursor.position()).isEqualTo(FROM + length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17, 24, 31})
  void accept_anyOtherByte_stays(int length) {
    byte[] record = new byte[FROM + length + 2];
    new Random(length).nextBytes(record);
    for (int other = 0; other < length; other++) {
      byte[] expected = Arrays.copyOfRange(record, FROM, FROM + length);
      expected[other] ^= 1;

      cursor.reset(record, FROM);
      assertThat(cursor.accept(expected)).as("byte %d", other).isFalse();
      assertThat(cursor.position()).isEqualTo(FROM);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 9, 31})
  void accept_bytesThatEndBefore_stays(int length) {
    byte[] record = new byte[FROM + length];
    cursor.reset(record, FROM + 1);
    assertThat(cursor.accept(new byte[length])).isFalse();
    assertThat(cursor.position()).isEqualTo(FROM + 1);
  }
}
