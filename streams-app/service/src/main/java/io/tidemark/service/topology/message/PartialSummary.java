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

  /** Two times, lengths, and a count. */
  private static final int NUMBERS_BYTES = 64;

  private static final int BYTES_PER_LETTER = 3;

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

  /** The most bytes this takes in a message. */
  public int mostBytes() {
    int letters =
        population.segmentText().length()
            + modelVersion().model().length()
            + modelVersion().version().length()
            + referenceId.length();
    return NUMBERS_BYTES + BYTES_PER_LETTER * letters + chunk.length;
  }

  PartialSummary with(byte[] itsChunk) {
    return new PartialSummary(population, window, referenceId, observations, itsChunk);
  }
}
