// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningGapTest {

  private static final int CELLS = 50;

  /** Products of up to 2⁶³ − 1, from 2⁶³ on, and from 2⁶⁴ on, whose low half looks harmless. */
  @ParameterizedTest
  @CsvSource({
    "7, 3",
    "1, 9223372036854775807",
    "4294967296, 2147483647",
    "4294967296, 2147483648",
    "4294967296, 4294967296",
    "9223372036854775807, 9223372036854775807"
  })
  void gap_ofAnySizes_isTheDifferenceOfTheProducts(long m, long n) {
    Random random = new Random(m ^ n);
    boolean fits = product(m, n).bitLength() < Long.SIZE;
    RunningGap gap = new RunningGap(m, n);
    long seenReference = 0;
    long seenCurrent = 0;

    for (int cell = 0; cell < CELLS; cell++) {
      long ofReference = part(random, m - seenReference);
      long ofCurrent = part(random, n - seenCurrent);

      assertGap(gap.afterReference(ofReference), m, n, seenReference + ofReference, seenCurrent);
      assertGap(gap.afterCurrent(ofCurrent), m, n, seenReference, seenCurrent + ofCurrent);
      gap.pass(ofReference, ofCurrent);
      seenReference += ofReference;
      seenCurrent += ofCurrent;
      assertGap(gap.value(), m, n, seenReference, seenCurrent);
      if (fits) {
        assertThat(gap.value()).isEqualTo(exact(m, n, seenReference, seenCurrent));
      }
    }
  }

  private static long part(Random random, long left) {
    return random.nextInt(4) == 0 ? 0 : (long) (left * random.nextDouble() / 4);
  }

  private static void assertGap(double gap, long m, long n, long ofReference, long ofCurrent) {
    double rounding = 2 * Math.ulp((double) m * n);
    assertThat(gap).isCloseTo(exact(m, n, ofReference, ofCurrent), within(rounding));
  }

  private static double exact(long m, long n, long ofReference, long ofCurrent) {
    return product(ofReference, n).subtract(product(ofCurrent, m)).doubleValue();
  }

  private static BigInteger product(long a, long b) {
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
  }
}
