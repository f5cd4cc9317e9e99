// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.references;

import io.tidemark.core.reference.ReferenceProfile;

/**
 * A reference that the service publishes, or one of its own that it deletes again.
 *
 * @param profile the reference
 * @param deleted whether it goes
 */
public record ReferenceChange(ReferenceProfile profile, boolean deleted) {

  /** A reference that comes. */
  public static ReferenceChange published(ReferenceProfile profile) {
    return new ReferenceChange(profile, false);
  }
}
