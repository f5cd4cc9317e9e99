// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import it.unimi.dsi.fastutil.HashCommon;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;

/** A set of fingerprints that can be told to fetch where it would look for one. */
final class IdSet extends LongOpenHashSet {

  private static final long serialVersionUID = 1L;

  /** What stands where the search for a fingerprint begins; 0 for nothing. */
  long firstProbe(long fingerprint) {
    return key[(int) HashCommon.mix(fingerprint) & mask];
  }
}
