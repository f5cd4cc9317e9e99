// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.bytes.CorruptBytesException;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import io.tidemark.core.observation.Segment;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes are durable: a release must read what an earlier one wrote. */
class WindowCodecTest {

  private static final String KEY_V1 = "0a636875726e02370000000000000000000000000000ea600830306666";
  private static final String VALUE_V1 = "01000000000000012d02030102030104";
  private static final String GIVEN_UP_V1 = "01000000000000012d00";
  private static final String VALUE_V2 = "0203ad02030102030104";
  private static final String VALUE_V3 = "0303ad02" + "030501fa" + "ffffff07" + "030102030104";
  private static final String CLOSED_KEY_V1 = "0a636875726e0237";
  private static final String CLOSED_V1 = "01000000000000ea60";
  private static final String CLOSED_V2 = "02000000000000ea60";
  private static final ModelVersion MODEL = new ModelVersion("churn", "7");
  private static final WindowKey WINDOW =
      new WindowKey(MODEL, new EvaluationWindow(0, 60_000), "00ff");

  private final HexFormat hex = HexFormat.of();
  private final WindowCodec codec = new WindowCodec();

  private void assertChunks(PartBytes part, String bytes) {
    assertThat(PartBytes.readHead(hex.parseHex(bytes))).isEqualTo(part.head());
    assertThat(part.observations()).isEqualTo(301);
    assertThat(part.chunks()).containsExactly(new byte[] {1, 2, 3}, new byte[] {4});
  }

  @Test
  void version1_isReadForEver() {
    PartBytes part = PartBytes.read(hex.parseHex(VALUE_V1));

    assertThat(codec.decodeKey(hex.parseHex(KEY_V1))).isEqualTo(new WindowPart(WINDOW, 0));
    assertThat(part.head().isWhole()).isTrue();
    assertThat(part.head().following()).isZero();
    assertChunks(part, VALUE_V1);
    PartBytes givenUp = PartBytes.read(hex.parseHex(GIVEN_UP_V1));
    assertThat(givenUp.form()).isEqualTo(PartBytes.GIVEN_UP);
    assertThat(givenUp.observations()).isEqualTo(301);
  }

  @Test
  void version2_isReadForEver() {
    PartBytes read = PartBytes.read(hex.parseHex(VALUE_V2));

    assertThat(read.head().following()).isEqualTo(1);
    assertThat(read.replaced()).isNull();
    assertChunks(read, VALUE_V2);
  }

  @Test
  void version3_isWrittenAndReadForEver() {
    PartBytes part =
        new PartBytes(
            PartBytes.WHOLE + 1,
            301,
            List.of(5L, 6L, 1L << 31),
            List.of(new byte[] {1, 2, 3}, new byte[] {4}));

    assertThat(hex.formatHex(part.write())).isEqualTo(VALUE_V3);
    PartBytes read = PartBytes.read(hex.parseHex(VALUE_V3));
    assertThat(read.head().following()).isEqualTo(1);
    assertThat(read.replaced()).containsExactly(5L, 6L, 1L << 31);
    assertChunks(read, VALUE_V3);
  }

  @Test
  void key_isReadForEver() {
    assertThat(hex.formatHex(codec.encodeKey(new WindowPart(WINDOW, 0)))).isEqualTo(KEY_V1);
    assertThat(hex.formatHex(codec.encodeKey(new WindowPart(WINDOW, 300))))
        .isEqualTo(KEY_V1 + "00ac02");
    assertThat(codec.decodeKey(hex.parseHex(KEY_V1 + "00ac02")))
        .isEqualTo(new WindowPart(WINDOW, 300));
    WindowPart ofALife = new WindowPart(WINDOW, WindowPart.firstNumber());
    assertThat(codec.decodeKey(codec.encodeKey(ofALife))).isEqualTo(ofALife);
  }

  @Test
  void key_ofSegment_isThatOfTheWholeAndTheSegment() {
    WindowKey key =
        new WindowKey(new Population(MODEL, Segment.of("country", "DE")), WINDOW.window(), "00ff");
    String expected = KEY_V1 + "14636f756e7472793d4445";

    assertThat(hex.formatHex(codec.encodeKey(new WindowPart(key, 0)))).isEqualTo(expected);
    assertThat(hex.formatHex(codec.encodeKey(new WindowPart(key, 5)))).isEqualTo(expected + "05");
    assertThat(codec.decodeKey(hex.parseHex(expected))).isEqualTo(new WindowPart(key, 0));
    assertThat(codec.decodeKey(hex.parseHex(expected + "05"))).isEqualTo(new WindowPart(key, 5));
  }

  @Test
  void laterVersion_isRefused() {
    assertThatThrownBy(() -> PartBytes.read(new byte[] {4, 0, 0}))
        .isInstanceOf(CorruptBytesException.class)
        .hasMessageContaining("version 4, but this release reads 3");
  }

  @Test
  void closedThrough_version2_isWritten_andVersion1ReadForEver() {
    ClosedThroughCodec closed = new ClosedThroughCodec();
    ClosedKey ofEarlierReleases = new ClosedKey(MODEL, 0);
    ClosedKey ofALife = new ClosedKey(MODEL, 5);
    String modelVersion = hex.formatHex(closed.encodeKey(ofEarlierReleases));

    assertThat(hex.formatHex(closed.encodeValue(60_000L))).isEqualTo(CLOSED_V2);
    assertThat(closed.decodeValue(ofALife, hex.parseHex(CLOSED_V2))).isEqualTo(60_000L);
    assertThat(closed.decodeValue(ofEarlierReleases, hex.parseHex(CLOSED_V1))).isEqualTo(60_000L);
    assertThat(modelVersion).isEqualTo(CLOSED_KEY_V1);
    assertThat(hex.formatHex(closed.encodeKey(ofALife))).isEqualTo(modelVersion + "05");
    assertThat(closed.decodeKey(hex.parseHex(modelVersion))).isEqualTo(ofEarlierReleases);
    assertThat(closed.decodeKey(hex.parseHex(modelVersion + "05"))).isEqualTo(ofALife);
  }
}
