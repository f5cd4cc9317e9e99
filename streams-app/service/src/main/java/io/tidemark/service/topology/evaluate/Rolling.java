// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

/**
 * The period that a model version's next rolling reference will be made of.
 *
 * @param startMillis when the period begins, since the epoch
 * @param periodMillis how long it is
 */
record Rolling(long startMillis, long periodMillis) {

  /** The period that holds a pane. */
  static Rolling begin(long paneStart, long periodMillis) {
    return new Rolling(Math.floorDiv(paneStart, periodMillis) * periodMillis, periodMillis);
  }

  long endMillis() {
    return startMillis + periodMillis;
  }

  boolean holds(long paneStart) {
    return paneStart >= startMillis && paneStart < endMillis();
  }
}
