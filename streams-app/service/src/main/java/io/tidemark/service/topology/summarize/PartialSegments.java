// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.summarize;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.SegmentFinder;
import io.tidemark.core.summary.WindowSummary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * What one task has counted of the segments of one window since its last commit. A segment takes
 * memory from its first observation on. Used by one stream thread.
 */
final class PartialSegments {

  private final EvaluationWindow window;
  private final List<ReferenceProfile> parts;
  private final SegmentFinder finder;
  private final PartialWindow[] byPart;
  private final List<PartialWindow> windows = new ArrayList<>();

  private PartialSegments(EvaluationWindow window, ReferenceProfile whole) {
    this.window = window;
    this.parts = whole.parts().profiles();
    this.finder = new SegmentFinder(whole);
    this.byPart = new PartialWindow[parts.size()];
  }

  /** The segments of a window; null when its reference watches none. */
  static PartialSegments of(EvaluationWindow window, ReferenceProfile whole) {
    return whole.parts().profiles().isEmpty() ? null : new PartialSegments(window, whole);
  }

  /** Adds an observation of the window to the segments that it belongs to. */
  void add(Observation observation) {
    for (int way = 0; way < finder.ways(); way++) {
      int part = finder.find(way, observation);
      if (part >= 0) {
        of(part).add(observation);
      }
    }
  }

  private PartialWindow of(int part) {
    PartialWindow partial = byPart[part];
    if (partial == null) {
      partial = new PartialWindow(window, WindowSummary.of(parts.get(part)), null);
      byPart[part] = partial;
      windows.add(partial);
    }
    return partial;
  }

  /** The windows of segments to which something was added. */
  Collection<PartialWindow> windows() {
    return Collections.unmodifiableCollection(windows);
  }
}
