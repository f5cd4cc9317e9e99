// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import io.tidemark.service.status.TaskStatus;

/**
 * What a task counted since the last report; reported once a commit, not once a record. What was
 * given up for want of room counts as unmatched too.
 */
final class JoinCounts {

  long duplicates;
  long unmatchedFeatures;
  long unmatchedPredictions;
  long givenUpFeatures;
  long givenUpPredictions;
  long forgottenIds;

  /** Adds the counts to the status and starts anew. */
  void report(TaskStatus status) {
    if (duplicates > 0) {
      status.duplicates(duplicates);
    }
    if (unmatchedFeatures > 0) {
      status.unmatched(TaskStatus.FEATURES, unmatchedFeatures);
    }
    if (unmatchedPredictions > 0) {
      status.unmatched(TaskStatus.PREDICTIONS, unmatchedPredictions);
    }
    if (givenUpFeatures > 0) {
      status.givenUp(TaskStatus.FEATURES, givenUpFeatures);
    }
    if (givenUpPredictions > 0) {
      status.givenUp(TaskStatus.PREDICTIONS, givenUpPredictions);
    }
    if (forgottenIds > 0) {
      status.forgottenIds(forgottenIds);
    }
    duplicates = 0;
    unmatchedFeatures = 0;
    unmatchedPredictions = 0;
    givenUpFeatures = 0;
    givenUpPredictions = 0;
    forgottenIds = 0;
  }
}
