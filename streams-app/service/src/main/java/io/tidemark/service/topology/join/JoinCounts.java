// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import io.tidemark.service.status.TaskStatus;

/** What a task counted since the last report; reported once a commit, not once a record. */
final class JoinCounts {

  long duplicates;
  long unmatchedFeatures;
  long unmatchedPredictions;
  long forgottenIds;

  /** Adds the counts to the status and starts anew. */
  void report(TaskStatus status) {
    if (duplicates > 0) {
      status.duplicates(duplicates);
    }
    if (unmatchedFeatures > 0) {
      status.unmatched("features", unmatchedFeatures);
    }
    if (unmatchedPredictions > 0) {
      status.unmatched("predictions", unmatchedPredictions);
    }
    if (forgottenIds > 0) {
      status.forgottenIds(forgottenIds);
    }
    duplicates = 0;
    unmatchedFeatures = 0;
    unmatchedPredictions = 0;
    forgottenIds = 0;
  }
}
