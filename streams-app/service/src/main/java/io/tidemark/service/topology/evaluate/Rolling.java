// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.sketch.ObservationSample;

/**
 * What has come of the period that a model version's next rolling reference will be made of.
 *
 * @param startMillis when the period begins, since the epoch
 * @param periodMillis how long it is
 * @param sample of its closed panes
 */
record Rolling(long startMillis, long periodMillis, ObservationSample sample) {

  /** The period that holds a pane, with nothing taken in. */
  static Rolling begin(long paneStart, long periodMillis) {
    return new Rolling(
        Math.floorDiv(paneStart, periodMillis) * periodMillis,
        periodMillis,
        new ObservationSample());
  }

  long endMillis() {
    return startMillis + periodMillis;
  }

  boolean holds(long paneStart) {
    return paneStart >= startMillis && paneStart < endMillis();
  }
}
