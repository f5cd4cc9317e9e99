// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference.topic;

import java.time.Instant;

/**
 * A range of event time.
 *
 * @param from its first moment; {@link Instant#MIN} for all there is
 * @param to the first moment after it; {@link Instant#MAX} for all there is
 */
public record TimeRange(Instant from, Instant to) {

  boolean contains(long millis) {
    Instant time = Instant.ofEpochMilli(millis);
    return !time.isBefore(from) && time.isBefore(to);
  }

  /** In words, such as {@code from A until B}. */
  @Override
  public String toString() {
    String start = from.equals(Instant.MIN) ? "from the beginning" : "from " + from;
    return start + (to.equals(Instant.MAX) ? " to the end" : " until " + to);
  }
}
