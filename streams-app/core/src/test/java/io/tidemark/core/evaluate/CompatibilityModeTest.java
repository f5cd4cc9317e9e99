// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.summary.CategoricalSummary;
import io.tidemark.core.summary.NumericSummary;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden values, from the other systems' formulas over SciPy 1.17.1. */
class CompatibilityModeTest {

  private static double[] thousandths(int from, int to) {
    return IntStream.range(from, to).mapToDouble(i -> i / 1000.0).toArray();
  }

  private static NumericReference numbers(int resolution) {
    return NumericReference.of("x", FeatureRole.FEATURE, thousandths(0, 2000), resolution, 0);
  }

  /** By a tenth; off the points by a rounding where the golden pair is. */
  private static NumericSummary shifted(NumericReference reference, boolean rounded) {
    NumericSummary summary = new NumericSummary(reference);
    double[] values = thousandths(0, 2000);
    Arrays.setAll(values, i -> rounded ? values[i] + 0.1 : (i + 100) / 1000.0);
    Arrays.stream(values).forEach(summary::accept);
    return summary;
  }

  @ParameterizedTest
  @CsvSource({
    "EVIDENTLY, PSI, 0.09604619501872926",
    "EVIDENTLY, JENSEN_SHANNON, 0.10753880929771521",
    "EVIDENTLY, WASSERSTEIN, 0.1732051024075268",
    "EVIDENTLY, KS, 0.0505",
    "NANNYML, JENSEN_SHANNON, 0.18154975090957898",
    "NANNYML, WASSERSTEIN, 0.1",
    "WHYLOGS, KS, 0.0505",
    "DEEQU, KS, 0.0"
  })
  void compare_numbers_givesTheGoldenValue(
      CompatibilityMode mode, StatisticKind kind, double golden) {
    NumericReference reference = numbers(NumericReference.ALL);
    CompatibilityOutcome outcome =
        mode.compare(kind, reference, shifted(reference, kind == StatisticKind.KS));
    assertThat(outcome.refusal()).isEmpty();
    assertThat(outcome.statistic().value())
        .isCloseTo(golden, Offset.offset(1e-9 + outcome.statistic().errorBound()));
  }

  @ParameterizedTest
  @CsvSource({
    "EVIDENTLY, PSI, 0.34358047680839876",
    "EVIDENTLY, JENSEN_SHANNON, 0.1466422933152931",
    "NANNYML, JENSEN_SHANNON, 0.17613534457683394"
  })
  void compare_categories_givesTheGoldenValue(
      CompatibilityMode mode, StatisticKind kind, double golden) {
    CategoricalReference reference =
        CategoricalReference.of(
            "c", FeatureRole.FEATURE, Map.of("a", 500L, "b", 300L, "c", 200L), 10, 0, 0);
    CategoricalSummary summary = new CategoricalSummary(reference);
    Map.of("a", 400, "b", 300, "c", 250, "d", 50)
        .forEach((text, n) -> IntStream.range(0, n).forEach(i -> summary.accept(text)));
    assertThat(mode.compare(kind, reference, summary).statistic().value())
        .isCloseTo(golden, Offset.offset(1e-12));
    assertThat(CompatibilityMode.DEEQU.compare(StatisticKind.PSI, reference, summary).refusal())
        .contains("empty bin");
  }

  @Test
  void compare_ks_givesEachSystemsPValue() {
    NumericReference reference = numbers(NumericReference.ALL);
    NumericSummary current = shifted(reference, true);
    assertThat(pValue(CompatibilityMode.EVIDENTLY, reference, current))
        .isCloseTo(0.01217650945050772, Offset.offset(1e-11));
    assertThat(pValue(CompatibilityMode.WHYLOGS, reference, current))
        .isCloseTo(0.011762929678959175, Offset.offset(1e-11));
    assertThat(pValue(CompatibilityMode.NANNYML, reference, current)).isNaN();
  }

  private static double pValue(
      CompatibilityMode mode, NumericReference reference, NumericSummary current) {
    return mode.compare(StatisticKind.KS, reference, current).statistic().pValue();
  }

  @Test
  void compare_whatCountsDoNotDecide_refusesWithTheReason() {
    NumericReference reference = numbers(NumericReference.ALL);
    NumericSummary between = new NumericSummary(reference);
    IntStream.range(0, 2000).forEach(i -> between.accept(i / 1000.0 + 0.0004));
    assertThat(CompatibilityMode.EVIDENTLY.compare(StatisticKind.PSI, reference, between).refusal())
        .contains("an edge of Evidently's bins falls among current values");
    NumericReference compressed = numbers(64);
    assertThat(
            CompatibilityMode.NANNYML
                .compare(StatisticKind.KS, compressed, shifted(compressed, false))
                .refusal())
        .contains("resolution all");
    assertThat(CompatibilityMode.NANNYML.compare(StatisticKind.PSI, reference, between).refusal())
        .isEqualTo("NannyML has no psi");
    between.accept(Double.POSITIVE_INFINITY);
    assertThat(CompatibilityMode.WHYLOGS.compare(StatisticKind.KS, reference, between).refusal())
        .contains("infinite");
    assertThat(
            CompatibilityMode.DEEQU
                .compare(StatisticKind.PSI, reference, new NumericSummary(reference))
                .given())
        .isFalse();
  }
}
