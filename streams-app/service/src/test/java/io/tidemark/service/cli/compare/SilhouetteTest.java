// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.summary.CategoricalSummary;
import io.tidemark.core.summary.NumericSummary;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SilhouetteTest {

  private static Silhouette numeric(double[] values, double... current) {
    NumericReference reference =
        NumericReference.of("x", FeatureRole.FEATURE, values, NumericReference.ALL, 0);
    NumericSummary summary = new NumericSummary(reference);
    DoubleStream.of(current).forEach(summary::accept);
    return Silhouette.of(reference, summary);
  }

  @Test
  void of_uniformNumbers_isFlatAndCurrentFallsWhereItLies() {
    double[] even = IntStream.range(0, 600).asDoubleStream().toArray();
    Silhouette silhouette = numeric(even, 1e9, 599.5, 0.5, Double.NEGATIVE_INFINITY);
    double sixth = 1.0 / Silhouette.BINS;
    assertThat(silhouette.reference())
        .containsExactly(
            new double[] {sixth, sixth, sixth, sixth, sixth, sixth}, Offset.offset(0.01));
    assertThat(silhouette.current()).containsExactly(0.5, 0, 0, 0, 0, 0.5);
    assertThat(silhouette.draw(Sparkline.ASCII)).isEqualTo("------ #____#");
  }

  @Test
  void of_constantOrHugeNumbers_keepsBelowAndAboveApart() {
    assertThat(numeric(new double[] {7, 7}, 6, 7, 8, 8).current())
        .containsExactly(0.25, 0, 0, 0.25, 0, 0.5);
    double max = Double.MAX_VALUE;
    assertThat(numeric(new double[] {-max, max}, -max, max).current())
        .containsExactly(0.5, 0, 0, 0, 0, 0.5);
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(numeric(new double[] {-infinity, 0, infinity}, 0).current())
        .containsExactly(0, 0, 0, 1, 0, 0);
  }

  @Test
  void of_categories_putsTheHeaviestFirstAndTheRestLast() {
    CategoricalReference reference =
        CategoricalReference.of(
            "x", FeatureRole.FEATURE, Map.of("a", 6L, "b", 3L, "c", 1L), 10, 0, 0);
    CategoricalSummary summary = new CategoricalSummary(reference);
    summary.accept("b");
    summary.accept("new");
    Silhouette silhouette = Silhouette.of(reference, summary);
    assertThat(silhouette.reference()).containsExactly(0.6, 0.3, 0.1, 0);
    assertThat(silhouette.current()).containsExactly(0, 0.5, 0, 0.5);
    assertThat(silhouette.draw(Sparkline.BLOCKS)).isEqualTo("█▄▂·   ·▇·▇");
  }

  @Test
  void sparkline_encodingWithoutBlocks_drawsAscii() {
    assertThat(Sparkline.of(StandardCharsets.US_ASCII)).isEqualTo(Sparkline.ASCII);
    assertThat(Sparkline.of(StandardCharsets.UTF_8)).isEqualTo(Sparkline.BLOCKS);
    assertThat(Sparkline.ASCII.draw(new double[] {0, 0, 0}, 0)).isEqualTo("___");
  }
}
