// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.deadletters;

import io.tidemark.service.serde.StoredDeadLetter;

/**
 * A letter and where it stands.
 *
 * @param position where it stands on the dead-letter topic
 * @param letter what it says
 */
record FoundLetter(LetterPosition position, StoredDeadLetter letter) {

  int retries() {
    return RetryHeader.count(letter.original().headers());
  }
}
