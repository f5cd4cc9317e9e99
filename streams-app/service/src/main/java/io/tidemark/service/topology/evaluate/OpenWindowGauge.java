// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.service.status.TaskStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells the status, once a commit, how many windows each model version has open, where that has
 * changed. A segment has one where the model version has one, so only those of the whole are
 * counted.
 */
final class OpenWindowGauge {

  private final TaskStatus status;
  private final Map<ModelVersion, TreeSet<Long>> ends = new HashMap<>();
  private final Set<ModelVersion> changed = new HashSet<>();

  OpenWindowGauge(TaskStatus status) {
    this.status = status;
  }

  /** Notes a window that is still to close. */
  void opened(ModelWindow window) {
    if (window.population().isWhole()) {
      ModelVersion modelVersion = window.population().modelVersion();
      ends.computeIfAbsent(modelVersion, mv -> new TreeSet<>()).add(window.window().endMillis());
      changed.add(modelVersion);
    }
  }

  /** Notes that a window has closed. */
  void closed(ModelWindow window) {
    if (window.population().isWhole()) {
      ModelVersion modelVersion = window.population().modelVersion();
      ends.computeIfPresent(
          modelVersion,
          (mv, open) -> open.remove(window.window().endMillis()) && open.isEmpty() ? null : open);
      changed.add(modelVersion);
    }
  }

  /** Notes that the status has forgotten a model version, which is not to be reported again. */
  void forgotten(ModelVersion modelVersion) {
    if (!ends.containsKey(modelVersion)) {
      changed.remove(modelVersion);
    }
  }

  /** Reports what has changed; model versions that have none now are reported as 0. */
  void report() {
    for (ModelVersion modelVersion : changed) {
      TreeSet<Long> open = ends.get(modelVersion);
      if (open == null) {
        status.openWindows(modelVersion, 0, Long.MAX_VALUE);
      } else {
        status.openWindows(modelVersion, open.size(), open.first());
      }
    }
    changed.clear();
  }
}
