// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import it.unimi.dsi.fastutil.HashCommon;

/**
 * A 64-bit fingerprint of a prediction id.
 *
 * <p>Among n ids remembered, a new one is taken for an old one with probability n/2⁶⁴: one record
 * in two years at 20,000 ids a second and a memory of ten minutes.
 */
final class IdFingerprint {

  private IdFingerprint() {}

  /** The fingerprint; each step is a bijection of the running 64 bits, four chars at a time. */
  static long of(String id) {
    long hash = id.length();
    long word = 0;
    for (int i = 0; i < id.length(); i++) {
      word = word << 16 | id.charAt(i);
      if ((i & 3) == 3) {
        hash = HashCommon.murmurHash3(hash ^ word);
        word = 0;
      }
    }
    return HashCommon.murmurHash3(hash ^ word) * 0x9E3779B97F4A7C15L;
  }
}
