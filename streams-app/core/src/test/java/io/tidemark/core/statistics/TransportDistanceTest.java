// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TransportDistanceTest {

  /** The gap must come back to zero exactly where the last current values end. */
  @Property
  void wasserstein_currentToOneSide_isExactlyTheDifferenceOfTheMeans(
      @ForAll @IntRange(min = 2, max = 20_000) int n,
      @ForAll @IntRange(min = 2, max = 10_000) int m,
      @ForAll @IntRange(min = 1, max = 20_000) int some) {
    int moved = 1 + (some - 1) % n;
    long[] reference = {0, m, 0, 0, 0};
    long[] current = {0, n - moved, 0, 0, moved};
    double mean = 2.0 * moved / n;

    Outcome distance =
        TransportDistance.over(new double[] {0, 1}, 0, 2)
            .withMeans(0, mean)
            .wasserstein(reference, current);

    assertThat(distance.method()).isEqualTo(Outcome.EXACT);
    assertThat(distance.errorBound()).isZero();
    assertThat(distance.value()).isCloseTo(mean, within(1e-15));
  }
}
