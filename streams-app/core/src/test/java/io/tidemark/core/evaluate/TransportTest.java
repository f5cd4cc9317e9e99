// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.summary.NumericSummary;
import io.tidemark.core.summary.SummaryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What the sums of intervals do for Wasserstein's and the energy distance, from values on. */
class TransportTest {

  private static final DriftEvaluator EVALUATOR =
      new DriftEvaluator(EvaluationOptions.withDefaults().withAllStatistics());

  private static FeatureComparison compare(double[] before, double[] now, boolean sums) {
    NumericReference reference =
        NumericReference.of("x", FeatureRole.FEATURE, before, NumericReference.ALL, 0);
    NumericSummary summary = new NumericSummary(reference, new SummaryOptions(sums));
    Arrays.stream(now).forEach(summary::accept);
    return EVALUATOR.compare(reference, summary);
  }

  @Test
  void compare_withIntervalSums_isScipysOrStatesItsBound() throws IOException {
    Path file =
        Path.of(System.getProperty("tidemark.root")).resolve("../shared/conformance/scipy.json");
    Assumptions.assumeTrue(Files.exists(file), "no shared conformance vectors at " + file);
    int decided = 0;
    int[] exact = new int[2];
    for (JsonNode node : new ObjectMapper().readTree(file.toFile()).get("cases")) {
      if (!node.get("type").asText().equals("numeric")) {
        continue;
      }
      double[] before = doubles(node, "reference");
      double[] now = doubles(node, "current");
      FeatureComparison with = compare(before, now, true);
      FeatureComparison without = compare(before, now, false);
      for (String key : new String[] {"wasserstein", "energy"}) {
        double expected = node.get("expected").get(key).asDouble();
        Statistic statistic = with.statistic(key);
        double rounding = 1e-9 * expected;
        assertThat(statistic.value())
            .as("%s of %s", key, node.get("name").asText())
            .isCloseTo(expected, Offset.offset(statistic.errorBound() + rounding));
      }
      double bound = with.statistic("wasserstein").errorBound();
      assertThat(bound).isLessThanOrEqualTo(without.statistic("wasserstein").errorBound());
      if (keepsItsSign(before, now)) {
        assertThat(bound).as(node.get("name").asText()).isZero();
        decided++;
      }
      exact[0] += bound == 0 ? 1 : 0;
      exact[1] += without.statistic("wasserstein").errorBound() == 0 ? 1 : 0;
    }
    assertThat(decided).isPositive();
    assertThat(exact[0]).isGreaterThan(exact[1]);
  }

  /** Whether F − G has one sign inside every interval between reference values. */
  private static boolean keepsItsSign(double[] before, double[] now) {
    double[] points = Arrays.stream(before).sorted().distinct().toArray();
    for (int i = 0; i + 1 < points.length; i++) {
      double from = points[i];
      double to = points[i + 1];
      double f = (double) Arrays.stream(before).filter(v -> v <= from).count() / before.length;
      double left = (double) Arrays.stream(now).filter(v -> v <= from).count() / now.length - f;
      double right = (double) Arrays.stream(now).filter(v -> v < to).count() / now.length - f;
      if (left < 0 && right > 0) {
        return false;
      }
    }
    return true;
  }

  private static double[] doubles(JsonNode node, String field) {
    return StreamSupport.stream(node.get(field).spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }
}
