// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.ReferenceProfile;

/** How many rows a reference was made of. */
final class ReferenceRows {

  private ReferenceRows() {}

  /** The largest number of values, missing ones included, that a column has. */
  static long of(ReferenceProfile profile) {
    return profile.features().stream().mapToLong(ReferenceRows::of).max().orElse(0);
  }

  private static long of(FeatureReference feature) {
    return feature.count() + feature.missing() + feature.invalid();
  }
}
