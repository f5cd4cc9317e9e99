// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.replay;

import io.tidemark.core.decide.FeatureVerdict;
import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import io.tidemark.service.serde.DriftResultReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Gathers the results of the windows a replay must give, whatever their order, and knows which are
 * missing. Not safe for use by several threads.
 */
final class ResultCollector {

  private final ModelVersion modelVersion;
  private final SortedSet<EvaluationWindow> missing;
  private final TreeMap<Place, TreeMap<Integer, WindowVerdict>> parts = new TreeMap<>();

  /** Where a result stands: by window, that of the whole before those of its segments. */
  private record Place(EvaluationWindow window, Population population)
      implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::window).thenComparing(Place::population);

    static Place of(DriftReport report) {
      return new Place(report.window(), report.population());
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  ResultCollector(ModelVersion modelVersion, Collection<EvaluationWindow> expected) {
    this.modelVersion = modelVersion;
    this.missing = new TreeSet<>(expected);
  }

  /** Takes a result, or a part of one; those of other models are passed over. */
  void accept(DriftResultReader.Part part) {
    DriftReport report = part.verdict().report();
    if (!report.modelVersion().equals(modelVersion)) {
      return;
    }
    TreeMap<Integer, WindowVerdict> known =
        parts.computeIfAbsent(Place.of(report), place -> new TreeMap<>());
    known.put(part.part(), part.verdict());
    // The result of the whole is published after those of its segments.
    if (known.size() == part.parts() && report.population().isWhole()) {
      missing.remove(report.window());
    }
  }

  /** Windows expected whose result has not come, in order. */
  SortedSet<EvaluationWindow> missing() {
    return missing;
  }

  /** The results that have come, in order of their windows, each with all its features. */
  List<WindowVerdict> results() {
    return parts.values().stream().map(known -> merge(List.copyOf(known.values()))).toList();
  }

  private static WindowVerdict merge(List<WindowVerdict> parts) {
    WindowVerdict first = parts.get(0);
    List<FeatureVerdict> features = new ArrayList<>();
    parts.forEach(part -> features.addAll(part.features()));
    return new WindowVerdict(
        first.resultId(),
        first.report(),
        first.verdict(),
        first.driftedShare(),
        features,
        first.reason());
  }
}
