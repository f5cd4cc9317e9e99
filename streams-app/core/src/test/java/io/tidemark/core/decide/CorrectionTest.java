// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * Expected values by SciPy 1.17.1:
 *
 * <pre>
 * rng = np.random.default_rng(20260101)
 * p = np.round(np.concatenate([rng.uniform(0,1,8), rng.beta(.2,4,6), [0.0,1.0,0.01,0.01]]), 12)
 * scipy.stats.false_discovery_control(p, method='bh')
 * </pre>
 */
class CorrectionTest {

  private static final double[] P = {
    0.232300066029, 0.828105719912, 0.527969349655, 0.905602929292, 0.167562546532, 0.735755857149,
    0.905284283685, 0.355640708932, 0.046349705139, 0.017742317051, 0.036765370092, 0.028058818424,
    8.8793299e-05, 0.018929230856, 0.0, 1.0, 0.01, 0.01
  };

  private static final double[] SCIPY = {
    0.3801273807747273, 0.9588736898385883, 0.7310344841376922, 0.9588736898385883,
    0.30161258375760003, 0.9459718163344287, 0.9588736898385883, 0.533461063398,
    0.092699410278, 0.056787692567999995, 0.082722082707, 0.07215124737600001,
    0.000799139691, 0.056787692567999995, 0.0, 1.0,
    0.045, 0.045
  };

  @Test
  void benjaminiHochberg_manyValuesWithTiesAndBounds_equalsScipy() {
    assertThat(BenjaminiHochberg.adjust(P)).containsExactly(SCIPY, within(1e-15));
  }

  @Test
  void benjaminiHochberg_none_givesNone() {
    assertThat(BenjaminiHochberg.adjust(new double[0])).isEmpty();
  }

  @Test
  void bonferroni_values_multipliesAndStopsAtOne() {
    assertThat(Bonferroni.adjust(new double[] {0.01, 0.4, 0.5}))
        .containsExactly(new double[] {0.03, 1, 1}, within(1e-15));
  }

  @Test
  void none_values_returnsACopy() {
    double[] p = {0.2, 0.1};
    assertThat(Correction.NONE.adjust(p)).containsExactly(0.2, 0.1).isNotSameAs(p);
  }

  @Provide
  Arbitrary<double[]> pValues() {
    return Arbitraries.doubles().between(0, 1).ofScale(6).array(double[].class).ofMaxSize(60);
  }

  @Property
  void adjust_anyValues_liesBetweenRawAndBonferroniAndKeepsTheOrder(@ForAll("pValues") double[] p) {
    double[] before = p.clone();
    double[] bh = Correction.BENJAMINI_HOCHBERG.adjust(p);
    double[] bonferroni = Correction.BONFERRONI.adjust(p);

    assertThat(p).containsExactly(before);
    for (int i = 0; i < p.length; i++) {
      assertThat(bh[i]).isBetween(p[i], bonferroni[i]);
      for (int j = 0; j < p.length; j++) {
        assertThat(p[i] <= p[j] && bh[i] > bh[j]).isFalse();
      }
    }
  }

  @Property
  void benjaminiHochberg_smallestValueTimesCount_boundsEveryRejection(
      @ForAll("pValues") double[] p) {
    double[] adjusted = BenjaminiHochberg.adjust(p);
    double[] sorted = p.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < p.length; i++) {
      double naive = 1;
      for (int k = 0; k < sorted.length; k++) {
        if (sorted[k] >= p[i]) {
          naive = Math.min(naive, sorted[k] * sorted.length / (k + 1));
        }
      }
      assertThat(adjusted[i]).isEqualTo(naive, within(1e-15));
    }
  }
}
