// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import it.unimi.dsi.fastutil.HashCommon;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;

/** A set of fingerprints whose places can be looked at without asking for one. */
final class IdSet extends LongOpenHashSet {

  private static final long serialVersionUID = 1L;

  /** What stands where a search for the fingerprint would begin; 0 for nothing. */
  long place(long fingerprint) {
    return key[(int) HashCommon.mix(fingerprint) & mask];
  }
}
