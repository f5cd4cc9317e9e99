// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingShareTest {

  /**
   * Exact: Python's rational arithmetic. Asymptotic: SciPy 1.17.1's chi2_contingency without
   * correction.
   */
  @ParameterizedTest
  @CsvSource({
    "100, 0, 0, 8, exact, 2.840702257352119e-12",
    "5000, 3, 100, 4, exact, 5.421635502933051e-06",
    "10, 2, 3, 5, exact, 0.06233230134158927",
    "1, 9, 11, 3, asymptotic, 0.000925274037119762",
    "100000, 2, 40, 1, exact, 0.0012289798091422628",
    "3, 1000, 1, 1000, exact, 0.6246260294715348",
    "200, 0, 199, 1, exact, 1.0",
    "5000, 10, 5000, 0, exact, 0.0019444435984201753",
    "1000000, 4, 1000, 4, exact, 7.019368764802683e-11",
    "0, 5, 5, 0, exact, 0.007936507936507936",
    "900, 100, 850, 150, asymptotic, 0.0007232327164301936",
    "100000, 5000, 900, 100, asymptotic, 1.3234839716040633e-14",
    "1000, 1000, 10, 1990, asymptotic, 2.7979940064132454e-284"
  })
  void compare_anyTable_equalsScipy(
      long referencePresent,
      long referenceMissing,
      long currentPresent,
      long currentMissing,
      String method,
      double pValue) {
    Outcome outcome =
        MissingShare.compare(referencePresent, referenceMissing, currentPresent, currentMissing);
    assertThat(outcome.method()).isEqualTo(method);
    assertThat(Vectors.relativeError(outcome.pValue(), pValue)).isLessThan(1e-10);
  }

  @Test
  void compare_nothingMissing_isCertain() {
    Outcome outcome = MissingShare.compare(100, 0, 50, 0);
    assertThat(outcome.value()).isZero();
    assertThat(outcome.pValue()).isEqualTo(1);
  }

  @Test
  void compare_emptySide_isUndefined() {
    assertThat(MissingShare.compare(0, 0, 5, 1).value()).isNaN();
  }
}
