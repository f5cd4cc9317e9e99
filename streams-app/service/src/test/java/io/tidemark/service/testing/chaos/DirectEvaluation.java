// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing.chaos;

import io.tidemark.core.evaluate.CloseReason;
import io.tidemark.core.evaluate.DriftEvaluator;
import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.evaluate.EvaluationOptions;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.Segment;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.summary.WindowSummary;
import io.tidemark.schemas.FeatureVector;
import io.tidemark.schemas.Prediction;
import io.tidemark.service.testing.NaiveOracle.Window;
import io.tidemark.service.testing.SegmentedSample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the statistics of each window are when its pairs are counted one after the other in one
 * place: no partial summaries, no merging, no state, no stream. The mathematics are the service's
 * own, so results must be equal to the last bit.
 */
final class DirectEvaluation {

  private final DriftEvaluator evaluator = new DriftEvaluator(EvaluationOptions.withDefaults());
  private final Map<ModelVersion, ReferenceProfile> references = new HashMap<>();
  private final Map<Window, WindowSummary> summaries = new HashMap<>();
  private final Map<SegmentWindow, WindowSummary> segments = new HashMap<>();
  private final DirectReferences rolling;
  private final long windowMillis;
  private final long advanceMillis;

  /** The window of a segment. */
  record SegmentWindow(Window window, Segment segment) {}

  DirectEvaluation(
      List<ReferenceProfile> profiles,
      long windowMillis,
      long advanceMillis,
      DirectReferences rolling) {
    this.rolling = rolling;
    this.advanceMillis = advanceMillis;
    profiles.forEach(profile -> references.put(profile.modelVersion(), profile));
    this.windowMillis = windowMillis;
  }

  /** Counts a pair. */
  void accept(Prediction prediction, FeatureVector features) {
    ModelVersion model = new ModelVersion(prediction.getModel(), prediction.getModelVersion());
    long time = prediction.getTimestamp().toEpochMilli();
    ReferenceProfile reference = references.getOrDefault(model, ReferenceProfile.none(model));
    Observation observation =
        new Observation(
            model, time, values(features.getFeatures()), values(prediction.getPredictions()));
    if (references.containsKey(model)) {
      rolling.accept(observation);
    }
    long start = time - Math.floorMod(time, advanceMillis);
    for (long back = 0; back < windowMillis; back += advanceMillis) {
      accept(new Window(model.model(), model.version(), start - back), reference, observation);
    }
  }

  private void accept(Window window, ReferenceProfile reference, Observation observation) {
    summaries.computeIfAbsent(window, w -> WindowSummary.of(reference)).accept(observation);
    for (ReferenceProfile part : reference.parts().profiles()) {
      if (SegmentedSample.isOf(part.segment(), observation)) {
        segments
            .computeIfAbsent(new SegmentWindow(window, part.segment()), w -> WindowSummary.of(part))
            .accept(observation);
      }
    }
  }

  /** In the order in which {@link Traffic} writes them, which chance in sampling depends on. */
  private static ObservedValues values(Map<String, Object> values) {
    String[] names = values.keySet().stream().sorted().toArray(String[]::new);
    ObservedValues.Builder builder = ObservedValues.builder(ValueLayout.of(names));
    for (int i = 0; i < names.length; i++) {
      Object value = values.get(names[i]);
      if (value instanceof Number number) {
        builder.number(i, number.doubleValue());
      } else if (value != null) {
        builder.text(i, value.toString());
      }
    }
    return builder.build();
  }

  /** The rolling references there must be, of the model versions that have another as well. */
  List<ReferenceProfile> rollingReferences() {
    return rolling.all();
  }

  /** The windows of segments in which there was something. */
  Set<SegmentWindow> segments() {
    return segments.keySet();
  }

  /** The report of a window. */
  DriftReport report(Window window) {
    return report(window, summaries.get(window));
  }

  /** The report of a window of a segment. */
  DriftReport report(SegmentWindow key) {
    return report(key.window, segments.get(key));
  }

  private DriftReport report(Window window, WindowSummary summary) {
    return evaluator.evaluate(
        new EvaluationWindow(window.startMillis(), window.startMillis() + windowMillis),
        CloseReason.WATERMARK,
        summary,
        0);
  }
}
