// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.message;

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

/** Instances of two releases share the topic during an upgrade. */
class SummaryMessageSerdeTest {

  private static final String PARTIAL_V1 =
      "01000a636875726e02370000000000000000000000000000ea600830306666ac02010203";
  private static final String WATERMARK_V1 = "010102ac02800000000000000001";
  private static final String SEGMENT_V2 =
      "0214636f756e7472793d4445000a636875726e02370000000000000000000000000000ea600830306666ac02010203";
  private static final String TOGETHER_V3 =
      "03"
          + "000a636875726e02370000000000000000000000000000ea600830306666ac0203010203"
          + "14636f756e7472793d4445"
          + "0a636875726e02370000000000000000000000000000ea600830306666ac0203010203";
  private static final TaskWatermark WATERMARK = new TaskWatermark(2, 300, Long.MIN_VALUE, true);

  private final SummaryMessageSerde serde = new SummaryMessageSerde();

  private static PartialSummary partial() {
    return new PartialSummary(
        new ModelVersion("churn", "7"),
        new EvaluationWindow(0, 60_000),
        "00ff",
        300,
        new byte[] {1, 2, 3});
  }

  private static PartialSummary partialOfSegment() {
    PartialSummary whole = partial();
    return new PartialSummary(
        new Population(whole.modelVersion(), Segment.of("country", "DE")),
        whole.window(),
        whole.referenceId(),
        whole.observations(),
        whole.chunk());
  }

  private static PartialSummaries together(PartialSummary... partials) {
    return new PartialSummaries(List.of(partials));
  }

  private String write(SummaryMessage message) {
    return HexFormat.of().formatHex(serde.serializer().serialize("summaries", message));
  }

  private SummaryMessage read(String hex) {
    return serde.deserializer().deserialize("summaries", HexFormat.of().parseHex(hex));
  }

  @Test
  void version1_isReadForEver_andWatermarksAreWrittenInIt() {
    assertThat(write(WATERMARK)).isEqualTo(WATERMARK_V1);
    assertThat(read(WATERMARK_V1)).isEqualTo(WATERMARK);
    assertThat(read(PARTIAL_V1)).usingRecursiveComparison().isEqualTo(together(partial()));
  }

  @Test
  void version2_ofSegments_isReadForEver() {
    assertThat(read(SEGMENT_V2)).usingRecursiveComparison().isEqualTo(together(partialOfSegment()));
  }

  @Test
  void version3_ofManyPartials_isWrittenAndReadForEver() {
    PartialSummaries both = together(partial(), partialOfSegment());
    assertThat(write(both)).isEqualTo(TOGETHER_V3);
    assertThat(read(TOGETHER_V3)).usingRecursiveComparison().isEqualTo(both);
  }

  @Test
  void read_laterVersion_isRefused() {
    assertThatThrownBy(() -> read("04" + WATERMARK_V1.substring(2)))
        .isInstanceOf(CorruptBytesException.class)
        .hasMessageContaining("version 4");
  }
}
