// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.statistics.Vectors;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Path counts in doubles against the same counts in integers. */
class LeavingPathsTest {

  @Test
  void share_everyBandOfSmallSamples_agreesWithIntegers() {
    for (int n : new int[] {2, 3, 7, 13, 24, 31, 40, 64}) {
      for (int m : new int[] {1, 2, 5, 12, 17, 23, 30, 39}) {
        if (m >= n) {
          continue;
        }
        int divisor = BigInteger.valueOf(n).gcd(BigInteger.valueOf(m)).intValue();
        int lcm = n / divisor * m;
        for (int h = 1; h <= lcm; h += 1 + lcm / 60) {
          assertAgree(n, m, h);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "600, 599, 0.05", "600, 599, 0.9", "2000, 20, 0.5", "2000, 20, 0.99", "3000, 300, 0.3",
    "3000, 300, 0.55", "3000, 300, 0.95", "1200, 401, 0.7", "5000, 1, 0.9", "1500, 1000, 0.6"
  })
  void share_largeAndUnequalSamples_agreesWithIntegers(int n, int m, double d) {
    assertAgree(n, m, Math.round(d * n / gcd(n, m) * m));
  }

  /** A double cannot hold how few paths lead to the edge of the antidiagonal to start at. */
  @Test
  void share_farBeyondTheRangeOfDoubles_isZero() {
    assertThat(new LeavingPaths(6_000, 5_000, 6, 5, 19_683).share()).isZero();
  }

  private static int gcd(int n, int m) {
    return BigInteger.valueOf(n).gcd(BigInteger.valueOf(m)).intValue();
  }

  private static void assertAgree(int n, int m, long h) {
    int stepJ = n / gcd(n, m);
    int stepI = m / gcd(n, m);
    double actual = new LeavingPaths(n, m, stepJ, stepI, h).share();
    double expected = naive(n, m, stepJ, stepI, h).doubleValue();
    assertThat(Vectors.relativeError(actual, expected))
        .as("n %s, m %s, h %s: %s for %s", n, m, h, actual, expected)
        .isLessThan(1e-12);
  }

  /** Counts the paths that stay, row by row of the lattice. */
  static BigDecimal naive(int n, int m, long stepJ, long stepI, long h) {
    BigInteger[] staying = new BigInteger[m + 1];
    BigInteger[] all = new BigInteger[m + 1];
    Arrays.fill(staying, BigInteger.ZERO);
    Arrays.fill(all, BigInteger.ZERO);
    staying[0] = BigInteger.ONE;
    all[0] = BigInteger.ONE;
    for (int j = 0; j <= n; j++) {
      for (int i = 0; i <= m; i++) {
        staying[i] = i == 0 ? staying[i] : staying[i].add(staying[i - 1]);
        all[i] = i == 0 ? all[i] : all[i].add(all[i - 1]);
        if (Math.abs(i * stepJ - j * stepI) >= h) {
          staying[i] = BigInteger.ZERO;
        }
      }
    }
    BigDecimal total = new BigDecimal(all[m]);
    return total.subtract(new BigDecimal(staying[m])).divide(total, MathContext.DECIMAL64);
  }
}
