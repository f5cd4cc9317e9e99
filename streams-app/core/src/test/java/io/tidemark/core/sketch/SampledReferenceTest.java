// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.reference.ReferenceCodec;
import io.tidemark.core.reference.ReferenceProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampledReferenceTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "1");
  private static final ValueLayout INPUTS =
      ValueLayout.of("amount", "colour", "id", "seconds", "mixed", "empty");
  private static final ValueLayout OUTPUTS = ValueLayout.of("score");

  private static ObservationSample stream(int size) {
    Random random = new Random(5);
    ObservationSample sample = new ObservationSample();
    for (int i = 0; i < size; i++) {
      ObservedValues.Builder row =
          ObservedValues.builder(INPUTS)
              .number(0, random.nextGaussian())
              .text(1, random.nextInt(3) == 0 ? "red" : "blue")
              .text(2, new UUID(random.nextLong(), random.nextLong()).toString())
              .number(3, 1.7e9 + i);
      if (i % 10 == 0) {
        row.text(4, "n/a");
      } else {
        row.number(4, i % 7);
      }
      ObservedValues outputs = ObservedValues.builder(OUTPUTS).number(0, i % 2).build();
      sample.accept(new Observation(MODEL, 1_000L * i, row.build(), outputs));
    }
    return sample;
  }

  private static FeatureReference feature(ReferenceProfile profile, String name) {
    return profile.feature(profile.indexOf(FeatureRole.FEATURE, name));
  }

  @Test
  void of_stream_keepsWhatCanBeWatchedAndSaysWhatNot() {
    SampledReference made = SampledReference.of(stream(1_000), MODEL, "auto", 77);

    ReferenceProfile profile = made.profile().orElseThrow();
    assertThat(profile.features())
        .extracting(FeatureReference::name)
        .containsExactly("amount", "colour", "mixed", "score");
    assertThat(made.leftOut())
        .hasSize(3)
        .anySatisfy(reason -> assertThat(reason).contains("'id'", "looks like an id"))
        .anySatisfy(reason -> assertThat(reason).contains("'seconds'", "grows with time"))
        .anySatisfy(reason -> assertThat(reason).contains("'empty'", "no usable value"));
    assertThat(profile.name()).isEqualTo("auto");
    assertThat(profile.createdMillis()).isEqualTo(77);
    assertThat(feature(profile, "amount")).isInstanceOf(NumericReference.class);
    assertThat(((NumericReference) feature(profile, "amount")).exact()).isTrue();
    assertThat(feature(profile, "colour")).isInstanceOf(CategoricalReference.class);
    assertThat(feature(profile, "mixed").invalid()).isEqualTo(100);
    assertThat(feature(profile, "mixed").count()).isEqualTo(900);
  }

  @Test
  void of_longStream_hasOneRowForEachSampled() {
    ReferenceProfile profile =
        SampledReference.of(stream(50_000), MODEL, "auto", 0).profile().orElseThrow();

    assertThat(feature(profile, "amount").count()).isEqualTo(ObservationSample.MAX_ROWS);
    assertThat(((NumericReference) feature(profile, "amount")).largestIntervalShare())
        .isLessThan(0.002);
  }

  @Test
  void of_sameRowAMillionTimes_staysSmallAndInProportion() {
    ObservationSample sample = new ObservationSample();
    ObservedValues same = ObservedValues.builder(OUTPUTS).number(0, 1).build();
    ObservedValues other = ObservedValues.builder(OUTPUTS).number(0, 2).build();
    for (int i = 0; i < 1_000_000; i++) {
      sample.accept(new Observation(MODEL, 0, null, i % 4 == 0 ? other : same));
    }
    FeatureReference score =
        SampledReference.of(sample, MODEL, "auto", 0).profile().orElseThrow().feature(0);

    assertThat(score.count()).isEqualTo(4 * ObservationSample.MAX_ROWS);
    assertThat(((NumericReference) score).cellCounts()).containsExactly(0, 12_288, 0, 4_096, 0);
  }

  @Test
  void of_nothingToWatch_hasNoProfileButAReason() {
    ObservationSample sample = new ObservationSample();
    sample.accept(new Observation(MODEL, 0, null, ObservedValues.EMPTY));

    SampledReference made = SampledReference.of(sample, MODEL, "auto", 0);

    assertThat(made.profile()).isEmpty();
    assertThat(made.leftOut()).singleElement().asString().contains("no columns");
  }

  /** As much as a sample takes of so many columns of normal values under names of some length. */
  private static ObservationSample wide(int columns) {
    Random random = new Random(11);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      names.add("a_column_%05d".formatted(i));
    }
    ValueLayout layout = ValueLayout.of(names);
    ObservedValues outputs = ObservedValues.builder(OUTPUTS).number(0, 1).build();
    ObservationSample sample = new ObservationSample();
    for (int i = 0; i < ObservationSample.MAX_ROWS && sample.isComplete(); i++) {
      ObservedValues.Builder row = ObservedValues.builder(layout);
      for (int slot = 0; slot < columns; slot++) {
        row.number(slot, random.nextGaussian());
      }
      sample.accept(new Observation(MODEL, 1_000L * i, row.build(), outputs));
    }
    return sample;
  }

  @ParameterizedTest
  @CsvSource({"60, 1024", "140, 512", "400, 128", "1000, 64", "4000, 8"})
  void of_manyColumns_keepsFewerPointsSoThatARecordHoldsThem(int columns, int points) {
    SampledReference made = SampledReference.of(wide(columns), MODEL, "auto", 0);

    ReferenceProfile profile = made.profile().orElseThrow();
    assertThat(profile.size()).isEqualTo(columns + 1);
    assertThat(ReferenceCodec.encode(profile).length).isLessThan(SampledReference.MAX_RECORD_BYTES);
    assertThat(((NumericReference) profile.feature(0)).points())
        .isGreaterThan(points * 3 / 4)
        .isLessThanOrEqualTo(points);
    if (points < NumericReference.DEFAULT_RESOLUTION) {
      assertThat(made.leftOut()).singleElement().asString().startsWith("points and categories");
    } else {
      assertThat(made.leftOut()).isEmpty();
    }
    assertThat(SampledReference.of(wide(columns), MODEL, "auto", 0).profile().orElseThrow().id())
        .isEqualTo(profile.id());
  }

  @Test
  void of_moreColumnsThanARecordHolds_hasNoProfileButAReason() {
    SampledReference made = SampledReference.of(wide(12_000), MODEL, "auto", 0);

    assertThat(made.profile()).isEmpty();
    assertThat(made.leftOut())
        .singleElement()
        .asString()
        .contains("the whole reference", "12,001 columns", "with 8 points", "fewer columns");
  }
}
