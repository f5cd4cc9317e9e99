// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

/**
 * Names one record of an open window.
 *
 * @param window whose
 * @param number distinct within the window, in the order of writing
 */
record WindowPart(WindowKey window, int number) {

  // By hand, since it is a key of maps: what a record derives is slow until it has been optimised.
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof WindowPart that
            && number == that.number
            && window.equals(that.window));
  }

  @Override
  public int hashCode() {
    return 31 * window.hashCode() + number;
  }
}
