// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.message;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;

/**
 * What one Observe task counted for one model version and window since its last commit.
 *
 * @param modelVersion whose observations
 * @param window when
 * @param referenceId the reference counted against; empty when there was none
 * @param observations observations in this chunk
 * @param chunk the counts, as {@code SummaryCodec} wrote them; never changed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and copying would cost.
public record PartialSummary(
    ModelVersion modelVersion,
    EvaluationWindow window,
    String referenceId,
    long observations,
    byte[] chunk)
    implements SummaryMessage {}
