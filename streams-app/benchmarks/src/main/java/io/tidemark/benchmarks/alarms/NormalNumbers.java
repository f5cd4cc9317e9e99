// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.alarms;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.summary.FeatureSummary;
import io.tidemark.core.summary.NumericSummary;
import java.util.SplittableRandom;

/** Standard normal numbers. */
final class NormalNumbers implements Column {

  @Override
  public String text() {
    return "numeric";
  }

  @Override
  public FeatureReference reference(String name, int rows, SplittableRandom random) {
    double[] values = new double[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = random.nextGaussian();
    }
    int resolution = NumericReference.DEFAULT_RESOLUTION;
    return NumericReference.of(name, FeatureRole.FEATURE, values, resolution, 0);
  }

  @Override
  public FeatureSummary window(
      FeatureReference reference, int rows, double shift, SplittableRandom random) {
    NumericSummary summary = new NumericSummary((NumericReference) reference);
    for (int i = 0; i < rows; i++) {
      summary.accept(random.nextGaussian() + shift);
    }
    return summary;
  }
}
