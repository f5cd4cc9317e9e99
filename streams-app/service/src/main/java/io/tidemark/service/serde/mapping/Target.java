// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import java.util.List;

/**
 * What the value at one path is for.
 *
 * @param path the dotted path
 * @param roles the roles it fills; mostly none
 * @param feature the feature's name; null when it is none
 * @param prediction the prediction's name; null when it is none
 * @param exact whether the path itself was named, and not only matched by a star
 */
record Target(String path, List<Role> roles, String feature, String prediction, boolean exact) {

  /** Whether it is a feature or a prediction and nothing else. */
  boolean isForOne() {
    return roles.isEmpty() && (feature == null) != (prediction == null);
  }

  /** Whether nobody wants the value. */
  boolean unused() {
    return roles.isEmpty() && feature == null && prediction == null;
  }
}
