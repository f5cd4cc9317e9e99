// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.observation;

/** How the values of a feature are summarised and compared. */
public enum FeatureKind {
  /** Ordered numbers; compared by distribution functions and bins. */
  NUMERIC,
  /** Unordered texts; compared by category counts. */
  CATEGORICAL
}
