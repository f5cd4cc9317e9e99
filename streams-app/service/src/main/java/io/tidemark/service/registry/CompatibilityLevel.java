// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

/** Which schemas a registry accepts as the next version of a subject. */
public enum CompatibilityLevel {
  /** Any schema. */
  NONE(false, false, false),
  /** The new schema reads data of the latest version. */
  BACKWARD(true, false, false),
  /** The new schema reads data of every version. */
  BACKWARD_TRANSITIVE(true, false, true),
  /** The latest version reads data of the new schema. */
  FORWARD(false, true, false),
  /** Every version reads data of the new schema. */
  FORWARD_TRANSITIVE(false, true, true),
  /** Both ways with the latest version. */
  FULL(true, true, false),
  /** Both ways with every version. */
  FULL_TRANSITIVE(true, true, true);

  private final boolean backward;
  private final boolean forward;
  private final boolean transitive;

  CompatibilityLevel(boolean backward, boolean forward, boolean transitive) {
    this.backward = backward;
    this.forward = forward;
    this.transitive = transitive;
  }

  boolean backward() {
    return backward;
  }

  boolean forward() {
    return forward;
  }

  boolean transitive() {
    return transitive;
  }
}
