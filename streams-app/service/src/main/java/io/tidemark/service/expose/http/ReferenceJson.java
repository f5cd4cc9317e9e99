// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.status.ReferenceStatus;
import java.time.Instant;

/** References as JSON. */
final class ReferenceJson {

  private static final int CATEGORIES_SHOWN = 20;

  private ReferenceJson() {}

  /** Names, times and state. */
  static ObjectNode summary(ReferenceStatus status) {
    ReferenceProfile profile = status.profile();
    boolean inForce = status.state() != ReferenceStatus.State.INACTIVE;
    boolean dated = inForce && status.fromMillis() != Long.MIN_VALUE;
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("model", profile.modelVersion().model())
        .put("version", profile.modelVersion().version())
        .put("name", profile.name())
        .put("reference_id", profile.id())
        .put("created_at", iso(profile.createdMillis()))
        .put("columns", profile.size())
        .put("state", status.state().name())
        .put("active_from", dated ? iso(status.fromMillis()) : null);
    ArrayNode segments = node.putArray("segments");
    profile.parts().names().forEach(part -> segments.add(part.segment().toString()));
    return node;
  }

  /** With what each column holds. */
  static ObjectNode details(ReferenceStatus status) {
    ObjectNode node = summary(status);
    ArrayNode columns = node.putArray("features");
    for (FeatureReference feature : status.profile().features()) {
      ObjectNode column = columns.addObject();
      column.put("feature", feature.name()).put("role", feature.role().name());
      column.put("kind", feature.kind().name()).put("count", feature.count());
      column.put("missing", feature.missing()).put("invalid", feature.invalid());
      if (feature instanceof NumericReference numeric) {
        describe(column, numeric);
      } else if (feature instanceof CategoricalReference categorical) {
        describe(column, categorical);
      }
    }
    return node;
  }

  private static void describe(ObjectNode column, NumericReference numeric) {
    number(column, "min", numeric.min());
    number(column, "max", numeric.max());
    number(column, "mean", numeric.mean());
    number(column, "standard_deviation", numeric.standardDeviation());
    column.put("points", numeric.points());
    column.put("largest_interval_share", numeric.largestIntervalShare());
  }

  private static void describe(ObjectNode column, CategoricalReference categorical) {
    column.put("categories", categorical.categories()).put("other", categorical.otherCount());
    ObjectNode counts = column.putObject("counts");
    for (int i = 0; i < Math.min(CATEGORIES_SHOWN, categorical.categories()); i++) {
      counts.put(categorical.category(i), categorical.categoryCount(i));
    }
  }

  /** JSON has no infinities; a number that is not defined is null. */
  private static void number(ObjectNode node, String field, double value) {
    node.put(field, Double.isFinite(value) ? Double.valueOf(value) : null);
  }

  private static String iso(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
