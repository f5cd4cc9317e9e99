// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.observation.FeatureRole;

/** The frozen distribution of one feature or prediction in a reference sample. Immutable. */
public sealed interface FeatureReference permits NumericReference, CategoricalReference {

  /**
   * The feature's name, as in the records.
   *
   * @return the name; not empty
   */
  String name();

  /**
   * Input or output of the model.
   *
   * @return the role
   */
  FeatureRole role();

  /**
   * How its values are compared.
   *
   * @return the kind
   */
  FeatureKind kind();

  /**
   * The values that count: numbers with the infinities, or texts.
   *
   * @return 1 or more
   */
  long count();

  /**
   * The values that were null or absent.
   *
   * @return 0 or more
   */
  long missing();

  /**
   * The values that were NaN, or texts where numbers were expected.
   *
   * @return 0 or more
   */
  long invalid();

  /**
   * The share of values that do not count.
   *
   * @return {@code (missing + invalid) / (count + missing + invalid)}, in [0, 1)
   */
  default double missingShare() {
    double lost = (double) missing() + invalid();
    return lost / (count() + lost);
  }
}
