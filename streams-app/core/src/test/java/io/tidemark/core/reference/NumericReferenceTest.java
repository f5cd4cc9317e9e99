// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.observation.FeatureRole;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumericReferenceTest {

  private static NumericReference of(int resolution, double... values) {
    return NumericReference.of("x", FeatureRole.FEATURE, values, resolution, 0);
  }

  @Test
  void of_tiesZerosAndInfinities_keepsEachDistinctValueOnce() {
    NumericReference reference =
        of(1024, 3, -0.0, 0.0, Double.NaN, 3, Double.POSITIVE_INFINITY, -1, 3);

    assertThat(reference.points()).isEqualTo(4);
    assertThat(reference.point(1)).isEqualTo(0.0);
    assertThat(reference.cellCounts()).containsExactly(0, 1, 0, 2, 0, 3, 0, 1, 0);
    assertThat(reference.count()).isEqualTo(7);
    assertThat(reference.invalid()).isEqualTo(1);
    assertThat(reference.missingShare()).isEqualTo(0.125);
    assertThat(reference.exact()).isTrue();
    assertThat(reference.largestIntervalShare()).isZero();
    assertThat(reference.mean()).isEqualTo(8.0 / 6);
    assertThat(reference.min()).isEqualTo(-1);
    assertThat(reference.max()).isEqualTo(3);
  }

  @Test
  void cellOf_valuesOnBesideAndBeyondPoints_findsTheCell() {
    NumericReference reference = of(1024, -1, 0, 3, Double.POSITIVE_INFINITY);

    assertThat(reference.cellOf(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(reference.cellOf(-1)).isEqualTo(1);
    assertThat(reference.cellOf(-Double.MIN_VALUE)).isEqualTo(2);
    assertThat(reference.cellOf(-0.0)).isEqualTo(3);
    assertThat(reference.cellOf(Double.MIN_VALUE)).isEqualTo(4);
    assertThat(reference.cellOf(3)).isEqualTo(5);
    assertThat(reference.cellOf(Double.MAX_VALUE)).isEqualTo(6);
    assertThat(reference.cellOf(Double.POSITIVE_INFINITY)).isEqualTo(7);
  }

  @Test
  void of_moreDistinctValuesThanResolution_keepsExactCountsOfPointsAndIntervals() {
    double[] values = new Random(7).doubles(50_000).map(u -> Math.floor(u * u * 20_000)).toArray();

    NumericReference reference = of(1024, values);

    assertThat(reference.points()).isBetween(1000, 1024);
    assertThat(reference.exact()).isFalse();
    assertThat(reference.largestIntervalShare()).isBetween(0.0, 0.004);
    assertThat(reference.point(0)).isEqualTo(Arrays.stream(values).min().orElseThrow());
    assertThat(reference.max()).isEqualTo(reference.point(reference.points() - 1));
    long[] naive = new long[reference.cells()];
    for (double value : values) {
      naive[reference.cellOf(value)]++;
    }
    assertThat(reference.cellCounts()).isEqualTo(naive);
    for (int bins : new int[] {1, 2, 4, 5, 10, 20}) {
      assertThat(reference.edges(bins)).isEqualTo(of(NumericReference.ALL, values).edges(bins));
    }
  }

  @Test
  void binned_countsWhatTheEdgesDivide() {
    double[] values = new Random(8).doubles(5_000).map(u -> Math.floor(u * u * 300)).toArray();
    NumericReference reference = of(64, values);
    double[] current = new Random(9).doubles(700).map(u -> Math.floor(u * 320) - 10).toArray();
    long[] cells = new long[reference.cells()];
    for (double value : current) {
      cells[reference.cellOf(value)]++;
    }

    // In turn, because the last bins asked for are remembered.
    for (int bins : new int[] {10, 10, 1, 7, 10, 2, 500}) {
      double[] edges = reference.edges(bins);
      long[] naive = new long[edges.length + 1];
      for (double value : onPoints(reference, current)) {
        naive[(int) Arrays.stream(edges).filter(edge -> value > edge).count()]++;
      }
      assertThat(reference.binned(cells, bins)).as("%d bins", bins).isEqualTo(naive);
    }
    assertThatThrownBy(() -> reference.binned(cells, 0)).hasMessageContaining("bins");
  }

  /** Each value, or one of the open interval that it lies in. */
  private static double[] onPoints(NumericReference reference, double[] values) {
    return Arrays.stream(values)
        .map(
            value -> {
              int cell = reference.cellOf(value);
              int interval = cell / 2;
              return cell % 2 == 1 || interval == reference.points()
                  ? value
                  : Math.nextDown(reference.point(interval));
            })
        .toArray();
  }

  @Test
  void allPoints_areACopy() {
    NumericReference reference = of(1024, 3, 1, 2);

    assertThat(reference.allPoints()).containsExactly(1, 2, 3);
    reference.allPoints()[0] = 7;
    assertThat(reference.allPoints()).containsExactly(1, 2, 3);
  }

  @Test
  void edges_heavyTies_dropsDuplicates() {
    NumericReference reference = of(1024, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4);

    assertThat(reference.edges(10)).containsExactly(0, 1, 2, 3);
    assertThat(reference.edges(1)).isEmpty();
    assertThatThrownBy(() -> reference.edges(0)).hasMessageContaining("bins");
  }

  @Test
  void standardDeviation_hugeTinyAndConstantValues_neitherOverflowsNorVanishes() {
    assertThat(of(1024, 1, 2, 3, 4).standardDeviation()).isCloseTo(Math.sqrt(1.25), within(1e-15));
    assertThat(of(1024, 5, 5).standardDeviation()).isZero();
    assertThat(of(1024, Double.MAX_VALUE, -Double.MAX_VALUE).standardDeviation())
        .isEqualTo(Double.MAX_VALUE);
    assertThat(of(1024, Double.MAX_VALUE, Double.MAX_VALUE).mean()).isEqualTo(Double.MAX_VALUE);
    assertThat(of(1024, 1e-300, 3e-300).standardDeviation()).isCloseTo(1e-300, within(1e-314));
    assertThat(of(1024, Double.NEGATIVE_INFINITY).mean()).isNaN();
  }

  @Test
  void of_noNumber_saysSo() {
    assertThatThrownBy(() -> of(1024, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'x'");
    assertThatThrownBy(() -> of(7, 1)).hasMessageContaining("resolution must be at least 8");
  }
}
