// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.reference.ReferenceProfile;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowSummaryTest {

  private static final ModelVersion MODEL = new ModelVersion("credit", "3");
  private static final ValueLayout INPUTS = ValueLayout.of("colour", "extra", "amount");
  private static final ValueLayout OUTPUTS = ValueLayout.of("score");

  private final ReferenceProfile profile =
      ReferenceProfile.of(
          MODEL,
          "training",
          0,
          List.of(
              numeric("amount", FeatureRole.FEATURE),
              CategoricalReference.of(
                  "colour", FeatureRole.FEATURE, Map.of("red", 3L, "7", 1L), 10, 0, 0),
              numeric("score", FeatureRole.PREDICTION)));
  private final WindowSummary summary = WindowSummary.of(profile);

  private static NumericReference numeric(String name, FeatureRole role) {
    return NumericReference.of(name, role, new double[] {1, 2, 3}, 1024, 0);
  }

  private static Observation observation(ObservedValues features, double score) {
    ObservedValues outputs = ObservedValues.builder(OUTPUTS).number(0, score).build();
    return new Observation(MODEL, 0, features, outputs);
  }

  @Test
  void accept_numbersOfEveryKind_countsAsOneByOne() {
    Random random = new Random(3);
    double[] sample = random.doubles(5_000).map(x -> Math.tan(3 * x)).toArray();
    sample[7] = Double.POSITIVE_INFINITY;
    NumericReference reference =
        NumericReference.of("amount", FeatureRole.FEATURE, sample, 1024, 0);
    WindowSummary records =
        WindowSummary.of(ReferenceProfile.of(MODEL, "wide", 0, List.of(reference)));
    NumericSummary alone = new NumericSummary(reference);
    double[] odd = {
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.MAX_VALUE,
      -Double.MAX_VALUE,
      Double.MIN_VALUE,
      -0.0
    };
    for (int i = 0; i < 20_000; i++) {
      double value = i % 5 == 0 ? odd[i / 5 % odd.length] : sample[i % sample.length] * (i % 3);
      records.accept(observation(ObservedValues.builder(INPUTS).number(2, value).build(), 1));
      alone.accept(value);
    }

    NumericSummary together = (NumericSummary) records.feature(0);
    assertThat(together.cellCounts()).isEqualTo(alone.cellCounts());
    assertThat(together.nan()).isEqualTo(alone.nan()).isPositive();
    assertThat(together.negativeInfinities()).isEqualTo(alone.negativeInfinities()).isPositive();
    assertThat(together.mean()).isEqualTo(alone.mean());
    assertThat(together.max()).isEqualTo(alone.max());
  }

  @Test
  void accept_valuesOfEveryKind_countsEachFeatureOncePerObservation() {
    summary.accept(observation(ObservedValues.EMPTY, 2));
    summary.accept(
        observation(
            ObservedValues.builder(INPUTS).text(0, "red").number(1, 5).number(2, 2.5).build(), 9));
    summary.accept(
        observation(
            ObservedValues.builder(INPUTS).number(0, 7.0).text(2, "many").build(), Double.NaN));
    summary.accept(
        observation(ObservedValues.builder(INPUTS).number(0, 8.0).number(2, 1).build(), -0.0));

    assertThat(summary.observations()).isEqualTo(4);
    assertThat(summary.unknownFeatures()).isEqualTo(3);
    NumericSummary amount = (NumericSummary) summary.feature(0);
    assertThat(amount.cellCounts()).containsExactly(0, 1, 0, 0, 1, 0, 0);
    assertThat(amount.missing()).isEqualTo(1);
    assertThat(amount.mismatched()).isEqualTo(1);
    assertThat(amount.mean()).isEqualTo(1.75);
    assertThat(amount.variance()).isEqualTo(0.5625);
    CategoricalSummary colour = (CategoricalSummary) summary.feature(1);
    assertThat(colour.categoryCounts()).containsExactly(1, 1);
    assertThat(colour.unseenCounts()).containsExactly(Map.entry("8", 1L));
    assertThat(colour.count()).isEqualTo(3);
    NumericSummary score = (NumericSummary) summary.feature(2);
    assertThat(score.nan()).isEqualTo(1);
    assertThat(score.count()).isEqualTo(3);
    assertThat(score.missingShare()).isEqualTo(0.25);
  }

  @Test
  void accept_layoutsByTurns_countsEachByItsNames() {
    for (int i = 0; i < 40; i++) {
      ValueLayout layout = ValueLayout.of("u" + i % 20, "amount");
      summary.accept(observation(ObservedValues.builder(layout).number(1, i).build(), 1));
    }

    assertThat(summary.feature(0).count()).isEqualTo(40);
    assertThat(summary.unknownFeatures()).isEqualTo(40);
    assertThat(summary.feature(1).missing()).isEqualTo(40);
  }

  @Test
  void accept_withoutReference_countsObservationsOnly() {
    WindowSummary none = WindowSummary.of(ReferenceProfile.none(MODEL));
    none.accept(observation(ObservedValues.builder(INPUTS).number(2, 1).build(), 1));

    assertThat(none.observations()).isEqualTo(1);
    assertThat(none.unknownFeatures()).isZero();
    WindowSummary copy = WindowSummary.of(ReferenceProfile.none(MODEL));
    SummaryCodec.encode(none, 1024).forEach(chunk -> SummaryCodec.mergeInto(copy, chunk));
    assertThat(copy.observations()).isEqualTo(1);
  }

  @Test
  void combine_twoParts_givesTheWhole() {
    WindowSummary other = WindowSummary.of(profile);
    summary.accept(observation(ObservedValues.EMPTY, 2));
    other.accept(
        observation(ObservedValues.builder(INPUTS).text(0, "blue").number(2, 1e9).build(), 3));
    summary.combine(other);

    assertThat(summary.observations()).isEqualTo(2);
    assertThat(((NumericSummary) summary.feature(0)).max()).isEqualTo(1e9);
    assertThat(summary.feature(2).count()).isEqualTo(2);
    summary.clear();
    assertThat(summary.isEmpty()).isTrue();
    assertThat(SummaryCodec.encode(summary, 1024))
        .containsExactlyElementsOf(SummaryCodec.encode(WindowSummary.of(profile), 1024));
  }

  @Test
  void combine_anotherProfile_isRefused() {
    WindowSummary other = WindowSummary.of(ReferenceProfile.none(MODEL));

    assertThatThrownBy(() -> summary.combine(other)).isInstanceOf(IllegalArgumentException.class);
    byte[] chunk = SummaryCodec.encode(other, 1024).get(0);
    assertThatThrownBy(() -> SummaryCodec.mergeInto(summary, chunk))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(profile.id());
  }

  @Test
  void encode_afterValues_mergesToTheSame() {
    for (int i = 0; i < 5000; i++) {
      summary.accept(
          observation(
              ObservedValues.builder(INPUTS).text(0, "c" + i % 500).number(2, i / 7.0).build(),
              i % 4));
    }
    WindowSummary copy = WindowSummary.of(profile);
    List<byte[]> chunks = SummaryCodec.encode(summary, 1024);
    chunks.forEach(chunk -> SummaryCodec.mergeInto(copy, chunk));

    assertThat(SummaryCodec.encode(copy, 1024)).containsExactlyElementsOf(chunks);
    assertThat(SummaryCodec.profileId(chunks.get(0))).isEqualTo(profile.id());
    assertThat(((NumericSummary) copy.feature(0)).variance())
        .isEqualTo(((NumericSummary) summary.feature(0)).variance());
    CategoricalSummary colours = (CategoricalSummary) copy.feature(1);
    assertThat(colours.unseenCounts()).hasSize(256);
    assertThat(colours.count()).isEqualTo(5000);
    assertThat(colours.otherCount()).isEqualTo(244 * 10);
  }
}
