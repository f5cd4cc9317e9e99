// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.reference.ReferenceProfile;
import java.util.List;

/**
 * A reference just made.
 *
 * @param profile the reference
 * @param rows rows it was made of
 * @param lines what was taken and what not, for people
 */
record MadeReference(ReferenceProfile profile, long rows, List<String> lines) {

  static MadeReference of(ReferenceSample sample) {
    return new MadeReference(sample.profile(), sample.rows(), sample.describe());
  }
}
