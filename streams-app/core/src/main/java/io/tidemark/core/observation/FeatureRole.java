// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.observation;

/** Which side of a model a value is on. */
public enum FeatureRole {
  /** An input of the model. Its drift is data drift, P(x). */
  FEATURE,
  /** An output of the model. Its drift is prediction drift, P(ŷ). */
  PREDICTION
}
