// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReferenceDifferenceTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "1");

  private static ReferenceProfile numbers(int resolution, double... values) {
    ReferenceProfileBuilder builder =
        new ReferenceProfileBuilder(MODEL, "training", 1).resolution(resolution);
    ValueLayout layout = ValueLayout.of("x");
    for (double value : values) {
      builder.accept(ObservedValues.builder(layout).number(0, value).build(), ObservedValues.EMPTY);
    }
    return builder.build();
  }

  private static ReferenceProfile texts(String column, String... values) {
    ReferenceProfileBuilder builder = new ReferenceProfileBuilder(MODEL, "training", 1);
    ValueLayout layout = ValueLayout.of(column);
    for (String value : values) {
      builder.accept(ObservedValues.builder(layout).text(0, value).build(), ObservedValues.EMPTY);
    }
    return builder.build();
  }

  private static ReferenceDifference only(ReferenceProfile before, ReferenceProfile after) {
    List<ReferenceDifference> differences = ReferenceDifference.between(before, after);
    assertThat(differences).hasSize(1);
    return differences.get(0);
  }

  private static double naive(double[] a, double[] b) {
    double largest = 0;
    for (double[] sample : new double[][] {a, b}) {
      for (double at : sample) {
        double below = Math.abs(share(a, at) - share(b, at));
        largest = Math.max(largest, below);
      }
    }
    return largest;
  }

  private static double share(double[] sample, double at) {
    return (double) Arrays.stream(sample).filter(value -> value <= at).count() / sample.length;
  }

  private static double[] sample(long seed, int size, int distinct) {
    Random random = new Random(seed);
    return random.doubles(size).map(value -> Math.floor(value * value * distinct)).toArray();
  }

  @Property(tries = 200)
  void between_exactNumbers_isTheDistanceOfTheSamples(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int distinct) {
    double[] a = sample(seed, 70, distinct);
    double[] b = sample(seed + 1, 90, distinct + 3);

    ReferenceDifference difference = only(numbers(1_000, a), numbers(1_000, b));

    assertThat(difference.distance()).isCloseTo(naive(a, b), within(1e-12));
    assertThat(difference.errorBound()).isZero();
  }

  @Property(tries = 200)
  void between_compressedNumbers_staysInsideItsBound(@ForAll long seed) {
    double[] a = sample(seed, 400, 1_000);
    double[] b = sample(seed + 1, 300, 700);

    ReferenceDifference difference = only(numbers(10, a), numbers(16, b));

    double truth = naive(a, b);
    assertThat(difference.distance()).isLessThanOrEqualTo(truth + 1e-12);
    assertThat(difference.distance() + difference.errorBound())
        .isGreaterThanOrEqualTo(truth - 1e-12);
    assertThat(difference.errorBound()).isPositive();
  }

  @Test
  void between_categories_isTheTotalVariation() {
    ReferenceDifference difference =
        only(texts("x", "a", "a", "b", "b"), texts("x", "a", "b", "b", "c"));
    assertThat(difference.distance()).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void between_categoriesBeyondTheTable_countsThemAsOne() {
    assertThat(only(twoKept(5, 3, 1, 1), twoKept(5, 5)).distance()).isCloseTo(0.2, within(1e-12));
  }

  private static ReferenceProfile twoKept(long... counts) {
    Map<String, Long> byText = new HashMap<>();
    for (long count : counts) {
      byText.put("c" + byText.size(), count);
    }
    FeatureReference column = CategoricalReference.of("x", FeatureRole.FEATURE, byText, 2, 0, 0);
    return ReferenceProfile.of(MODEL, "training", 1, List.of(column));
  }

  @Test
  void between_columnsThatAreNotInBoth_areNamed() {
    List<ReferenceDifference> differences =
        ReferenceDifference.between(texts("gone", "a"), texts("new", "a"));
    assertThat(differences).extracting(ReferenceDifference::column).containsExactly("gone", "new");
    assertThat(differences.get(0).after()).isNull();
    assertThat(differences.get(1).before()).isNull();
    assertThat(differences.get(0).distance()).isNaN();
  }

  @Test
  void between_otherKind_hasNoDistance() {
    assertThat(only(texts("x", "a"), numbers(10, 1, 2)).distance()).isNaN();
  }
}
