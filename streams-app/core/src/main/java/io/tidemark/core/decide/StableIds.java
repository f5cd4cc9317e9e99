// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The ids of everything that is published. They depend on what they name and on nothing else, so a
 * replay of the same input gives the same ids and a consumer can act once per id.
 */
final class StableIds {

  /** A random UUID, drawn once. Another one would change every id that was ever published. */
  private static final UUID NAMESPACE = UUID.fromString("5f0c6f0e-0d0b-4e5c-9c6e-3b0f4d1f7a52");

  private StableIds() {}

  static String result(Population population, EvaluationWindow window) {
    return windowId("result", population, window);
  }

  /** The alert whose run of raised windows began with the given one. */
  static String alert(Population population, EvaluationWindow firstWindow) {
    return windowId("alert", population, firstWindow);
  }

  static String alertEvent(
      String alertId,
      AlertEvent.State state,
      AlertEvent.Severity severity,
      EvaluationWindow window) {
    return id("alert-event", alertId, state.name(), severity.name(), start(window), end(window));
  }

  static String trigger(ModelVersion modelVersion, EvaluationWindow window) {
    return windowId("trigger", Population.whole(modelVersion), window);
  }

  /** The whole has one part less than a segment, and the ids it always had. */
  private static String windowId(String kind, Population population, EvaluationWindow window) {
    ModelVersion mv = population.modelVersion();
    List<String> parts = new ArrayList<>(List.of(kind, mv.model(), mv.version()));
    if (!population.isWhole()) {
      parts.add(population.segmentText());
    }
    parts.add(start(window));
    parts.add(end(window));
    return id(parts.toArray(String[]::new));
  }

  private static String start(EvaluationWindow window) {
    return Long.toString(window.startMillis());
  }

  private static String end(EvaluationWindow window) {
    return Long.toString(window.endMillis());
  }

  /** Each part stands behind its length, so no two lists of parts give the same name. */
  private static String id(String... parts) {
    StringBuilder name = new StringBuilder();
    for (String part : parts) {
      name.append(part.length()).append(':').append(part);
    }
    return NameBasedUuid.of(NAMESPACE, name.toString()).toString();
  }
}
