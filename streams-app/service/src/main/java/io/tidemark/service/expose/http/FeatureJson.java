// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.decide.FeatureVerdict;
import io.tidemark.core.evaluate.FeatureComparison;
import io.tidemark.core.evaluate.Statistic;
import java.util.List;

/** Verdicts of features as JSON, with every statistic. */
final class FeatureJson {

  private FeatureJson() {}

  static ArrayNode worstFirst(List<FeatureVerdict> features) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    features.stream().sorted(FeatureVerdict.WORST_FIRST).forEach(feature -> array.add(of(feature)));
    return array;
  }

  private static ObjectNode of(FeatureVerdict feature) {
    FeatureComparison comparison = feature.comparison();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("feature", comparison.feature()).put("role", comparison.role().name());
    node.put("kind", comparison.kind().name()).put("verdict", feature.verdict().name());
    node.put("decided_by", feature.decidedBy().isEmpty() ? null : feature.decidedBy());
    number(node, "effect", feature.effect());
    number(node, "threshold", feature.threshold());
    number(node, "adjusted_p_value", feature.adjustedPValue());
    node.put("reason", feature.reason());
    node.put("n", comparison.count()).put("n_ref", comparison.referenceCount());
    node.put("missing", comparison.missing()).put("invalid", comparison.invalid());
    number(node, "missing_share", comparison.missingShare());
    number(node, "reference_missing_share", comparison.referenceMissingShare());
    ObjectNode statistics = node.putObject("statistics");
    for (Statistic statistic : comparison.statistics()) {
      ObjectNode one = statistics.putObject(statistic.key());
      number(one, "value", statistic.value());
      number(one, "p_value", statistic.pValue());
      one.put("method", statistic.method());
      number(one, "error_bound", statistic.errorBound());
    }
    return node;
  }

  /** JSON knows neither NaN nor infinity. */
  private static void number(ObjectNode node, String field, double value) {
    if (Double.isFinite(value)) {
      node.put(field, value);
    } else {
      node.putNull(field);
    }
  }
}
