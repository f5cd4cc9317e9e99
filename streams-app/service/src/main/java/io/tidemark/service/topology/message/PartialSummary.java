// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.message;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;

/**
 * What one Observe task counted for one window of a model version, or of a segment of one, since
 * its last commit.
 *
 * @param population whose observations
 * @param window when
 * @param referenceId the reference counted against; empty when there was none
 * @param observations observations in this chunk
 * @param chunk the counts, as {@code SummaryCodec} wrote them; never changed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and copying would cost.
public record PartialSummary(
    Population population,
    EvaluationWindow window,
    String referenceId,
    long observations,
    byte[] chunk) {

  /** Of a model version as a whole. */
  public PartialSummary(
      ModelVersion modelVersion,
      EvaluationWindow window,
      String referenceId,
      long observations,
      byte[] chunk) {
    this(Population.whole(modelVersion), window, referenceId, observations, chunk);
  }

  /** Whose observations, whatever the segment. */
  public ModelVersion modelVersion() {
    return population.modelVersion();
  }

  PartialSummary with(byte[] itsChunk) {
    return new PartialSummary(population, window, referenceId, observations, itsChunk);
  }
}
