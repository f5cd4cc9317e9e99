// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.evaluate;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import io.tidemark.core.observation.Segment;
import java.util.List;

/**
 * Everything measured about one closed window of one model version, or of one segment of it.
 *
 * @param population whose window it is
 * @param window the interval of event time
 * @param closeReason why it was closed
 * @param referenceId the reference compared with; empty when there was none
 * @param observations joined observations counted in the window
 * @param unreferenced observations of the window that were counted against another reference or
 *     none, because the reference changed while the window was open
 * @param unknownFeatures values under names that the reference does not have
 * @param segments the segments that the reference watches beside the whole; empty for a segment
 * @param features one comparison for each feature of the reference, in its order; empty when there
 *     was no reference
 */
public record DriftReport(
    Population population,
    EvaluationWindow window,
    CloseReason closeReason,
    String referenceId,
    long observations,
    long unreferenced,
    long unknownFeatures,
    List<Segment> segments,
    List<FeatureComparison> features) {

  /** Copies the lists. */
  public DriftReport {
    segments = List.copyOf(segments);
    features = List.copyOf(features);
  }

  /** The report of a model version without segments. */
  public DriftReport(
      ModelVersion modelVersion,
      EvaluationWindow window,
      CloseReason closeReason,
      String referenceId,
      long observations,
      long unreferenced,
      long unknownFeatures,
      List<FeatureComparison> features) {
    this(
        Population.whole(modelVersion),
        window,
        closeReason,
        referenceId,
        observations,
        unreferenced,
        unknownFeatures,
        List.of(),
        features);
  }

  /**
   * Whose window it is, whatever the segment.
   *
   * @return the model version
   */
  public ModelVersion modelVersion() {
    return population.modelVersion();
  }

  /**
   * Whether there was a reference to compare with.
   *
   * @return false when the verdict can only be NO_REFERENCE
   */
  public boolean hasReference() {
    return !referenceId.isEmpty();
  }
}
