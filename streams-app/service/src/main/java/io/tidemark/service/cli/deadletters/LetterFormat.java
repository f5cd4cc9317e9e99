// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.deadletters;

/** How letters are printed. */
enum LetterFormat {
  /** For people. */
  TABLE,
  /** For programs: a JSON object per letter, in ASCII. */
  JSON
}
