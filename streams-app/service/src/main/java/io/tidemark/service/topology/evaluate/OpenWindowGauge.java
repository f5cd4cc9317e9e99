// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.service.status.TaskStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells the status, once a commit, how many windows each model version has open. A segment has one
 * where the model version has one, so only those of the whole are counted.
 */
final class OpenWindowGauge {

  private final TaskStatus status;
  private Map<ModelVersion, Open> reported = new HashMap<>();

  OpenWindowGauge(TaskStatus status) {
    this.status = status;
  }

  /** Reports what has changed; model versions that had some and have none now are reported as 0. */
  void report(Collection<ModelWindow> open) {
    Map<ModelVersion, Open> now = new HashMap<>();
    for (ModelWindow key : open) {
      if (key.population().isWhole()) {
        ModelVersion modelVersion = key.population().modelVersion();
        now.merge(modelVersion, new Open(1, key.window().endMillis()), Open::plus);
      }
    }
    now.forEach(
        (mv, windows) -> {
          if (!windows.equals(reported.get(mv))) {
            status.openWindows(mv, windows.count, windows.oldestEnd);
          }
        });
    for (ModelVersion gone : reported.keySet()) {
      if (!now.containsKey(gone)) {
        status.openWindows(gone, 0, Long.MAX_VALUE);
      }
    }
    reported = now;
  }

  private record Open(int count, long oldestEnd) {
    Open plus(Open other) {
      return new Open(count + other.count, Math.min(oldestEnd, other.oldestEnd));
    }
  }
}
