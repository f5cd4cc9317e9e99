// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

/** The answer for a feature or a model version in one window, from harmless to grave. */
public enum DriftVerdict {
  /** Enough data, and no difference that is both large and beyond chance. */
  STABLE,
  /** A difference beyond chance that is on its way to the threshold, or drift of few features. */
  WARNING,
  /** A difference that is both large enough to matter and unlikely by chance. */
  DRIFT,
  /** Too few values to say. Not the same as stable. */
  INSUFFICIENT_DATA,
  /** Nothing to compare with. */
  NO_REFERENCE;

  /**
   * Whether the data allowed an answer.
   *
   * @return true for STABLE, WARNING and DRIFT
   */
  public boolean judged() {
    return this == STABLE || raised();
  }

  /**
   * Whether it counts towards an alert.
   *
   * @return true for WARNING and DRIFT
   */
  public boolean raised() {
    return this == WARNING || this == DRIFT;
  }
}
