// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import io.tidemark.core.observation.Segment;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The bytes are durable: a release must read what an earlier one wrote. */
class WindowCodecTest {

  private static final String KEY = "0a636875726e02370000000000000000000000000000ea600830306666";
  private static final String VALUE_V1 = "01000000000000012d02030102030104";
  private static final String CLOSED_V1 = "01000000000000ea60";
  private static final ModelVersion MODEL = new ModelVersion("churn", "7");
  private static final WindowKey WINDOW =
      new WindowKey(MODEL, new EvaluationWindow(0, 60_000), "00ff");

  private final HexFormat hex = HexFormat.of();
  private final WindowCodec codec = new WindowCodec();

  private static OpenWindow window() {
    OpenWindow window = new OpenWindow();
    window.add(new byte[] {1, 2, 3}, 300, Optional.empty());
    window.add(new byte[] {4}, 1, Optional.empty());
    return window;
  }

  @Test
  void version1_isWrittenAndReadForEver() {
    assertThat(hex.formatHex(codec.encodeKey(WINDOW))).isEqualTo(KEY);
    assertThat(hex.formatHex(codec.encodeValue(window()))).isEqualTo(VALUE_V1);

    OpenWindow read = codec.decodeValue(WINDOW, hex.parseHex(VALUE_V1));

    assertThat(codec.decodeKey(hex.parseHex(KEY))).isEqualTo(WINDOW);
    assertThat(read.observations()).isEqualTo(301);
    assertThat(read.chunks(10)).containsExactly(new byte[] {1, 2, 3}, new byte[] {4});
  }

  @Test
  void key_ofSegment_isThatOfTheWholeAndTheSegment() {
    WindowKey key =
        new WindowKey(new Population(MODEL, Segment.of("country", "DE")), WINDOW.window(), "00ff");
    String expected = KEY + "14636f756e7472793d4445";

    assertThat(hex.formatHex(codec.encodeKey(key))).isEqualTo(expected);
    assertThat(codec.decodeKey(hex.parseHex(expected))).isEqualTo(key);
  }

  @Test
  void closedThrough_version1_isWrittenAndReadForEver() {
    ClosedThroughCodec closed = new ClosedThroughCodec();

    assertThat(hex.formatHex(closed.encodeValue(60_000L))).isEqualTo(CLOSED_V1);
    assertThat(closed.decodeValue(MODEL, hex.parseHex(CLOSED_V1))).isEqualTo(60_000L);
    assertThat(closed.decodeKey(closed.encodeKey(MODEL))).isEqualTo(MODEL);
  }
}
