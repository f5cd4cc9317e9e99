// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.service.status.TaskStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells the status, once a commit, how many windows each model version has open. A segment has one
 * where the model version has one, so only those of the whole are counted.
 */
final class OpenWindowGauge {

  private final TaskStatus status;
  private Set<ModelVersion> reported = new HashSet<>();

  OpenWindowGauge(TaskStatus status) {
    this.status = status;
  }

  /** Reports the open windows; model versions that had some and have none now are reported as 0. */
  void report(Collection<ModelWindow> open) {
    Map<ModelVersion, Integer> counts = new HashMap<>();
    Map<ModelVersion, Long> oldestEnds = new HashMap<>();
    for (ModelWindow key : open) {
      if (key.population().isWhole()) {
        ModelVersion modelVersion = key.population().modelVersion();
        counts.merge(modelVersion, 1, Integer::sum);
        oldestEnds.merge(modelVersion, key.window().endMillis(), Math::min);
      }
    }
    counts.forEach((mv, count) -> status.openWindows(mv, count, oldestEnds.get(mv)));
    for (ModelVersion gone : reported) {
      if (!counts.containsKey(gone)) {
        status.openWindows(gone, 0, Long.MAX_VALUE);
      }
    }
    reported = counts.keySet();
  }
}
