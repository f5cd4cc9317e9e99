// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.bytes.CorruptBytesException;
import io.tidemark.core.observation.Segment;
import io.tidemark.core.summary.WindowSummary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferencePartsTest {

  private static final List<Segment> SEGMENTS =
      List.of(
          Segment.of("country", "DE"),
          Segment.of("country", "FR"),
          new Segment(List.of("country", "tier"), List.of("DE", "2")));

  private static ReferenceProfile sample() {
    return Segmented.reference(Segmented.observations(80, 7), SEGMENTS);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** A bundle; it holds the record of the whole's fields and those of the parts. */
  private static byte[] fixture() throws IOException {
    try (InputStream in = ReferencePartsTest.class.getResourceAsStream("profile-v2.hex")) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }
  }

  @Test
  void withSegments_givesPartsOfOneIdAndName() {
    ReferenceProfile whole = sample();

    assertThat(whole.segment()).isNull();
    assertThat(whole.parts().complete()).isTrue();
    assertThat(whole.parts().profiles())
        .extracting(ReferenceProfile::segment)
        .containsExactlyElementsOf(SEGMENTS);
    assertThat(whole.parts().profiles())
        .allSatisfy(
            part -> {
              assertThat(part.id()).isEqualTo(whole.id());
              assertThat(part.name()).isEqualTo(whole.name());
              assertThat(part.modelVersion()).isEqualTo(whole.modelVersion());
              assertThat(part.parts()).isSameAs(ReferenceParts.NONE);
            });
    assertThat(whole.parts().find(SEGMENTS.get(1))).isSameAs(whole.parts().profiles().get(1));
    assertThat(whole.parts().find(Segment.of("country", "IT"))).isNull();
  }

  @Test
  void id_dependsOnTheWholeAndOnEveryPart() {
    ReferenceProfile plain = Segmented.reference(Segmented.observations(400, 7), List.of());
    ReferenceProfile other =
        Segmented.reference(Segmented.observations(400, 7), SEGMENTS.subList(0, 2));

    assertThat(sample().id()).isEqualTo(sample().id());
    assertThat(List.of(plain.id(), sample().id(), other.id())).doesNotHaveDuplicates();
  }

  @Test
  void encodeBundle_sample_givesTheFixture() throws IOException {

    assertThat(hex(ReferenceCodec.encodeBundle(sample()))).isEqualTo(hex(fixture()));
  }

  @Test
  void decode_bundle_givesAllParts() throws IOException {
    ReferenceProfile read = ReferenceCodec.decode(fixture());

    assertThat(read.id()).isEqualTo(sample().id());
    assertThat(read.parts().complete()).isTrue();
    assertThat(read.parts().names()).isEqualTo(sample().parts().names());
    assertThat(hex(ReferenceCodec.encodeBundle(read))).isEqualTo(hex(fixture()));
  }

  @Test
  void decode_recordsInAnyOrder_completeTheWhole() {
    ReferenceProfile whole = sample();
    ReferenceProfile outline = ReferenceCodec.decode(ReferenceCodec.encode(whole));
    List<ReferenceProfile> parts = new ArrayList<>();
    for (ReferenceProfile part : whole.parts().profiles()) {
      parts.add(ReferenceCodec.decode(ReferenceCodec.encode(part)));
    }
    Collections.reverse(parts);

    assertThat(outline.id()).isEqualTo(whole.id());
    assertThat(outline.parts().complete()).isFalse();
    assertThat(outline.completedBy(parts.subList(0, 2))).isSameAs(outline);
    ReferenceProfile complete = outline.completedBy(parts);
    assertThat(hex(ReferenceCodec.encodeBundle(complete)))
        .isEqualTo(hex(ReferenceCodec.encodeBundle(whole)));
  }

  @Test
  void completedBy_partOfOtherContent_staysIncomplete() {
    ReferenceProfile outline = ReferenceCodec.decode(ReferenceCodec.encode(sample()));
    ReferenceProfile other = Segmented.reference(Segmented.observations(400, 8), SEGMENTS);

    assertThat(outline.completedBy(other.parts().profiles()).parts().complete()).isFalse();
  }

  @Test
  void decode_everyCut_isCorrupt() {
    byte[] bytes = ReferenceCodec.encodeBundle(sample());

    for (int length = 0; length < bytes.length; length += 97) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> ReferenceCodec.decode(cut))
          .isInstanceOf(CorruptBytesException.class);
    }
  }

  @Test
  void withSegments_columnThatCannotBeTold_isRefused() {
    ReferenceProfile whole = Segmented.reference(Segmented.observations(400, 7), List.of());
    List<FeatureReference> columns = whole.features();

    assertThatThrownBy(() -> whole.withSegments(Map.of(Segment.of("amount", "3"), columns)))
        .hasMessageContaining("'amount', which is none of its categorical columns");
    assertThatThrownBy(() -> whole.withSegments(Map.of(Segment.of("country", "PT"), columns)))
        .hasMessageContaining("'PT' is no category");
  }

  @Test
  void combine_summaryOfAnotherSegment_isRefused() {
    ReferenceProfile whole = sample();
    WindowSummary german = WindowSummary.of(whole.parts().profiles().get(0));
    WindowSummary french = WindowSummary.of(whole.parts().profiles().get(1));

    assertThatThrownBy(() -> german.combine(french)).hasMessageContaining("country=FR");
  }
}
