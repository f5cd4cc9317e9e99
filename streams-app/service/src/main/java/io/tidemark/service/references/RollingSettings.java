// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.references;

/**
 * Whether, and how often, a reference is made of what a model version did last.
 *
 * @param periodMillis length of a period of event time, which one reference is made of; 0 for none
 * @param observations how many observations it takes at least
 */
public record RollingSettings(long periodMillis, long observations) {

  /** What such references are called, all of them. */
  public static final String NAME = "rolling";

  /**
   * How many of a model version are kept. Windows still open may have been counted against the
   * third newest; the fourth is to look back.
   */
  public static final int KEPT = 4;

  /** No rolling references. */
  public static RollingSettings off() {
    return new RollingSettings(0, 0);
  }

  /** Whether there are any. */
  public boolean enabled() {
    return periodMillis > 0;
  }
}
