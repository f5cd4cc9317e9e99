// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.bytes.CorruptBytesException;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReferenceCodecTest {

  private static final ModelVersion MODEL = new ModelVersion("credit", "3");

  /** What the fixture of version 1 holds. Never change it; new versions get new fixtures. */
  private static ReferenceProfile sample() {
    double[] amounts = new double[300];
    Arrays.setAll(amounts, i -> (i % 100) * (i % 100) / 8.0);
    double[] scores = {0.5, -0.0, Double.NaN, Double.POSITIVE_INFINITY, 0.5};
    return ReferenceProfile.of(
        MODEL,
        "training",
        1_700_000_000_000L,
        List.of(
            NumericReference.of("amount", FeatureRole.FEATURE, amounts, 16, 4),
            CategoricalReference.of(
                "colour", FeatureRole.FEATURE, Map.of("red", 300L, "é✓", 2L, "7", 1L), 2, 5, 6),
            NumericReference.of("score", FeatureRole.PREDICTION, scores, 1024, 0)));
  }

  private static byte[] fixture() throws IOException {
    try (InputStream in = ReferenceCodecTest.class.getResourceAsStream("profile-v1.hex")) {
      String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }
  }

  @Test
  void encode_sample_givesTheFixture() throws IOException {
    assertThat(HexFormat.of().formatHex(ReferenceCodec.encode(sample())))
        .isEqualTo(HexFormat.of().formatHex(fixture()));
  }

  @Test
  void decode_fixture_givesTheProfile() throws IOException {
    ReferenceProfile profile = ReferenceCodec.decode(fixture());

    assertThat(profile.id()).isEqualTo(sample().id());
    assertThat(profile.modelVersion()).isEqualTo(MODEL);
    assertThat(profile.name()).isEqualTo("training");
    assertThat(profile.createdMillis()).isEqualTo(1_700_000_000_000L);
    NumericReference amount = (NumericReference) profile.feature(0);
    NumericReference expected = (NumericReference) sample().feature(0);
    assertThat(amount.exact()).isFalse();
    assertThat(amount.cellCounts()).isEqualTo(expected.cellCounts());
    assertThat(amount.standardDeviation()).isEqualTo(expected.standardDeviation());
    assertThat(amount.missing()).isEqualTo(4);
    CategoricalReference colour = (CategoricalReference) profile.feature(1);
    assertThat(colour.category(1)).isEqualTo("é✓");
    assertThat(colour.otherCount()).isEqualTo(1);
    assertThat(colour.missing()).isEqualTo(5);
    assertThat(colour.invalid()).isEqualTo(6);
    NumericReference score = (NumericReference) profile.feature(2);
    assertThat(score.exact()).isTrue();
    assertThat(score.role()).isEqualTo(FeatureRole.PREDICTION);
    assertThat(score.point(2)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(score.invalid()).isEqualTo(1);
  }

  @Test
  void decode_anyTruncation_isRefused() throws IOException {
    byte[] bytes = fixture();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> ReferenceCodec.decode(cut))
          .isInstanceOf(CorruptBytesException.class);
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> ReferenceCodec.decode(longer)).hasMessageContaining("too many");
  }

  @Test
  void decode_changedBytes_decodesOrRefuses() throws IOException {
    Random random = new Random(11);
    for (int round = 0; round < 4_000; round++) {
      byte[] bytes = fixture();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      assertThatCode(
              () -> {
                try {
                  ReferenceCodec.decode(bytes);
                } catch (CorruptBytesException e) {
                  assertThat(e).hasMessageContaining("reference profile");
                }
              })
          .doesNotThrowAnyException();
    }
  }

  @Test
  void decode_anotherVersion_saysWhichItReads() throws IOException {
    byte[] bytes = fixture();
    bytes[0] = 3;

    assertThatThrownBy(() -> ReferenceCodec.decode(bytes))
        .isInstanceOf(CorruptBytesException.class)
        .hasMessageContaining("version 3, this release reads versions 1 and 2");
  }

  @Test
  void encode_none_isRefused() {
    assertThatThrownBy(() -> ReferenceCodec.encode(ReferenceProfile.none(MODEL)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void id_otherTime_staysAndOtherContent_changes() {
    ReferenceProfile sample = sample();
    ReferenceProfile later = ReferenceProfile.of(MODEL, "training", 5, sample.features());
    ReferenceProfile renamed = ReferenceProfile.of(MODEL, "holdout", 5, sample.features());

    assertThat(later.id()).isEqualTo(sample.id()).hasSize(16);
    assertThat(renamed.id()).isNotEqualTo(sample.id());
  }
}
