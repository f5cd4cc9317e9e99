// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import org.junit.jupiter.api.Test;

class ReferenceProfileBuilderTest {

  private static final ModelVersion MODEL = new ModelVersion("credit", "3");
  private static final ValueLayout INPUTS = ValueLayout.of("amount", "colour");
  private static final ValueLayout OUTPUTS = ValueLayout.of("score");

  private final ReferenceProfileBuilder builder =
      new ReferenceProfileBuilder(MODEL, "training", 42);

  private static ObservedValues.Builder inputs() {
    return ObservedValues.builder(INPUTS);
  }

  private static ObservedValues score(double score) {
    return ObservedValues.builder(OUTPUTS).number(0, score).build();
  }

  @Test
  void build_numbersAndTexts_infersKinds() {
    builder.accept(inputs().number(0, 1).text(1, "red").build(), score(0.5));
    builder.accept(inputs().number(0, Double.NaN).build(), score(0.25));
    builder.accept(ObservedValues.EMPTY, score(0.25));

    ReferenceProfile profile = builder.build();

    assertThat(profile.size()).isEqualTo(3);
    assertThat(profile.createdMillis()).isEqualTo(42);
    assertThat(profile.feature(0)).isInstanceOf(NumericReference.class);
    assertThat(profile.feature(0).missing()).isEqualTo(1);
    assertThat(profile.feature(0).invalid()).isEqualTo(1);
    assertThat(profile.feature(1)).isInstanceOf(CategoricalReference.class);
    assertThat(profile.feature(1).missing()).isEqualTo(2);
    assertThat(profile.indexOf(FeatureRole.PREDICTION, "score")).isEqualTo(2);
    assertThat(profile.indexOf(FeatureRole.FEATURE, "score")).isEqualTo(-1);
  }

  @Test
  void build_declaredKinds_convertsOrCountsInvalid() {
    builder.kind("amount", FeatureKind.CATEGORICAL).kind("score", FeatureKind.NUMERIC);
    builder.accept(
        inputs().number(0, 3).text(1, "red").build(),
        ObservedValues.builder(OUTPUTS).text(0, "high").build());
    builder.accept(inputs().text(0, "3").text(1, "red").build(), score(1));
    builder.accept(inputs().number(0, 3.5).build(), score(1));

    ReferenceProfile profile = builder.build();

    CategoricalReference amount = (CategoricalReference) profile.feature(0);
    assertThat(amount.indexOf("3")).isZero();
    assertThat(amount.indexOf(3.0)).isZero();
    assertThat(amount.indexOf(3.5)).isEqualTo(1);
    assertThat(amount.indexOf(4)).isEqualTo(-1);
    assertThat(amount.categoryCount(0)).isEqualTo(2);
    assertThat(profile.feature(2).invalid()).isEqualTo(1);
  }

  @Test
  void build_mixedColumn_namesItAndBothExamples() {
    builder.accept(inputs().number(0, 17).build(), ObservedValues.EMPTY);
    builder.accept(inputs().text(0, "n/a").text(1, "red").build(), ObservedValues.EMPTY);

    assertThatThrownBy(builder::build)
        .isInstanceOf(UnusableSampleException.class)
        .hasMessageContaining("'amount'")
        .hasMessageContaining("17")
        .hasMessageContaining("\"n/a\"")
        .hasMessageContaining("declare it");
  }

  @Test
  void build_noRows_saysSo() {
    assertThatThrownBy(builder::build)
        .isInstanceOf(UnusableSampleException.class)
        .hasMessageContaining("no rows");
  }

  @Test
  void build_emptyColumn_isRefusedOrSkippedAndReported() {
    builder.accept(inputs().number(0, 1).build(), score(Double.NaN));

    assertThatThrownBy(builder::build)
        .isInstanceOf(UnusableSampleException.class)
        .hasMessageContaining("'colour'");
    builder.skipEmptyColumns();
    assertThat(builder.build().features())
        .extracting(FeatureReference::name)
        .containsExactly("amount");
    assertThat(builder.skipped()).hasSize(2);
  }

  @Test
  void build_kindOfAnAbsentColumn_isRefused() {
    builder.kind("amuont", FeatureKind.NUMERIC);
    builder.accept(inputs().number(0, 1).text(1, "red").build(), score(1));

    assertThatThrownBy(builder::build).hasMessageContaining("'amuont'");
  }

  @Test
  void build_rowsInAnotherOrder_givesTheSameId() {
    ReferenceProfileBuilder other = new ReferenceProfileBuilder(MODEL, "training", 43);
    for (int i = 0; i < 3000; i++) {
      builder.accept(inputs().number(0, 1.0 / (i + 1)).text(1, "c" + i % 7).build(), score(i));
      int j = 2999 - i;
      other.accept(inputs().number(0, 1.0 / (j + 1)).text(1, "c" + j % 7).build(), score(j));
    }

    assertThat(builder.build().id()).hasSize(16).isEqualTo(other.build().id());
  }
}
