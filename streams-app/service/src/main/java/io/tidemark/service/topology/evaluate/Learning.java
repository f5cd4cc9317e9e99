// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

/**
 * How far a model version's reference has been learned.
 *
 * @param windows how many closed panes there were
 * @param throughMillis the end of the last, since the epoch
 * @param published whether the reference has been sent and need only come back
 */
record Learning(int windows, long throughMillis, boolean published) {

  static Learning begin() {
    return new Learning(0, Long.MIN_VALUE, false);
  }

  Learning plus(long endMillis) {
    return new Learning(windows + 1, Math.max(throughMillis, endMillis), false);
  }

  Learning asPublished() {
    return new Learning(windows, throughMillis, true);
  }
}
