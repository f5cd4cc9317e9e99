// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key of the shared vectors at the tolerance that their definition states. */
class ScipyConformanceTest {

  private static final double VALUE = 1e-12;
  private static final double P_VALUE = 1e-9;

  static List<ConformanceCase> cases() throws IOException {
    return ConformanceCase.all();
  }

  static List<ConformanceCase> numericCases() throws IOException {
    return ConformanceCase.all().stream().filter(ConformanceCase::numeric).toList();
  }

  static List<ConformanceCase> casesWithoutHiddenTies() throws IOException {
    return numericCases().stream().filter(c -> !c.tiesOffReference()).toList();
  }

  private static void assertValue(ConformanceCase c, String key, double actual, double tolerance) {
    if (c.has(key)) {
      assertThat(actual).as(key).isCloseTo(c.value(key), Offset.offset(tolerance));
    }
  }

  private static void assertRelative(
      ConformanceCase c, String key, double actual, double tolerance) {
    if (c.has(key)) {
      assertThat(Vectors.relativeError(actual, c.value(key)))
          .as("%s: %s for %s", key, actual, c.value(key))
          .isLessThan(tolerance);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void counts_ofEveryCase_equalScipys(ConformanceCase c) {
    if (c.numeric()) {
      assertThat(c.referenceBins())
          .isEqualTo(ConformanceCase.longs(c.expected().get("ref_bin_counts")));
      assertThat(c.currentBins())
          .isEqualTo(ConformanceCase.longs(c.expected().get("cur_bin_counts")));
    }
    assertThat(Counts.total(c.referenceBins())).isEqualTo((long) c.value("n_ref"));
    assertThat(Counts.total(c.currentBins())).isEqualTo((long) c.value("n_cur"));
  }

  @ParameterizedTest
  @MethodSource("numericCases")
  void kolmogorovSmirnov_ofEveryCase_equalsScipys(ConformanceCase c) {
    Samples samples = c.samples();
    Outcome ks = KolmogorovSmirnov.compare(samples.referenceCells(), samples.currentCells());
    assertValue(c, "ks", ks.value(), VALUE);
    assertRelative(c, "ks_p", ks.pValue(), P_VALUE);
    long n = samples.current().length;
    long m = samples.reference().length;
    double asymptotic = KolmogorovSmirnov.asymptoticPValue(ks.value(), n, m);
    assertRelative(c, "ks_p_asymptotic", asymptotic, P_VALUE);
    assertRelative(c, "ks_p_exact", KolmogorovSmirnov.exactPValue(ks.value(), n, m), P_VALUE);
    assertThat(ks.errorBound()).isZero();
    assertThat(ks.method()).isEqualTo(Outcome.EXACT);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void binnedStatistics_ofEveryCase_equalScipys(ConformanceCase c) {
    long[] reference = c.referenceBins();
    long[] current = c.currentBins();
    double floor = PopulationStabilityIndex.DEFAULT_FLOOR;
    assertValue(
        c,
        "psi_floor_1e-4",
        PopulationStabilityIndex.compare(reference, current, floor).value(),
        VALUE);
    assertDistance(c, "js_distance_base2", BinnedDistance.JENSEN_SHANNON);
    assertDistance(c, "hellinger", BinnedDistance.HELLINGER);
    assertDistance(c, "total_variation", BinnedDistance.TOTAL_VARIATION);
    assertDistance(c, "l_infinity", BinnedDistance.L_INFINITY);
    assertTest(c, "chi2", ContingencyTable.chiSquare(reference, current));
    assertTest(c, "g", ContingencyTable.g(reference, current));
  }

  private static void assertDistance(ConformanceCase c, String key, BinnedDistance distance) {
    Outcome outcome = distance.compare(c.referenceBins(), c.currentBins());
    assertValue(c, key, outcome.value(), VALUE);
    assertThat(distance.compare(c.currentBins(), c.referenceBins()).value())
        .isCloseTo(outcome.value(), Offset.offset(VALUE));
  }

  private static void assertTest(ConformanceCase c, String key, Outcome outcome) {
    assertRelative(c, key, outcome.value(), 1e-12);
    assertRelative(c, key + "_p", outcome.pValue(), P_VALUE);
  }

  @ParameterizedTest
  @MethodSource("numericCases")
  void rankStatistics_ofEveryCase_equalScipys(ConformanceCase c) {
    long[] reference = c.samples().referenceCells();
    long[] current = c.samples().currentCells();
    assertValue(c, "kuiper", Kuiper.compare(reference, current).value(), VALUE);
    Outcome mannWhitney = MannWhitney.compare(reference, current);
    assertRelative(c, "mann_whitney_u_ref", mannWhitney.value(), VALUE);
    assertThat(mannWhitney.errorBound()).isZero();
    Outcome cramer = CramerVonMises.compare(reference, current);
    Outcome anderson = AndersonDarling.compare(reference, current);
    assertThat(anderson.value() != anderson.value())
        .isEqualTo(!c.has("anderson_darling_ksamp") && c.samples().points().length == 1);
    if (c.tiesOffReference()) {
      assertValue(c, "cvm", cramer.value(), cramer.errorBound() + 1e-9);
      assertValue(c, "anderson_darling_ksamp", anderson.value(), anderson.errorBound() + 1e-9);
      return;
    }
    assertRelative(c, "mann_whitney_p", mannWhitney.pValue(), P_VALUE);
    assertValue(c, "cvm", cramer.value(), 1e-9);
    assertValue(c, "anderson_darling_ksamp", anderson.value(), 1e-9);
  }

  /** SciPy stops its series at terms of 1e-7, so no more than that can be asked of its p-value. */
  @ParameterizedTest
  @MethodSource("casesWithoutHiddenTies")
  void cramerVonMisesPValue_ofEveryCase_isWithinScipysTruncation(ConformanceCase c) {
    Outcome cramer =
        CramerVonMises.compare(c.samples().referenceCells(), c.samples().currentCells());
    assertValue(c, "cvm_p_asymptotic", cramer.pValue(), 1e-7);
  }

  @ParameterizedTest
  @MethodSource("numericCases")
  void transportDistances_ofEveryCase_areWithinTheirBound(ConformanceCase c) {
    double[] points = c.samples().points();
    double[] known = Samples.intervalSums(points, c.samples().current());
    for (TransportDistance distance :
        List.of(
            c.samples().transport(points, known),
            c.samples().transport(points, null),
            c.samples().transportByMeans(points))) {
      long[] reference = c.samples().referenceCells();
      long[] current = c.samples().currentCells();
      Outcome wasserstein = distance.wasserstein(reference, current);
      double rounding = 1e-9 * c.value("wasserstein");
      assertValue(c, "wasserstein", wasserstein.value(), wasserstein.errorBound() + rounding);
      Outcome energy = distance.energy(reference, current);
      rounding = 1e-9 * c.value("energy");
      assertValue(c, "energy", energy.value(), energy.errorBound() + rounding);
    }
  }
}
