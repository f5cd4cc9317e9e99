// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.sketch.ObservationSample;

/**
 * How far a model version's reference has been learned.
 *
 * @param sample of the closed panes taken in; empty once published
 * @param windows how many there were
 * @param throughMillis the end of the last, since the epoch
 * @param published whether the reference has been sent and need only come back
 */
record Learning(ObservationSample sample, int windows, long throughMillis, boolean published) {

  static Learning begin() {
    return new Learning(new ObservationSample(), 0, Long.MIN_VALUE, false);
  }

  Learning plus(ObservationSample more, long endMillis) {
    sample.combine(more);
    return new Learning(sample, windows + 1, Math.max(throughMillis, endMillis), false);
  }

  Learning asPublished() {
    return new Learning(new ObservationSample(), windows, throughMillis, true);
  }
}
