// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import java.util.Arrays;

/**
 * The key sequences seen lately: the last one that began with a key, which is cheap to find, and
 * all of them by a hash of all keys. Bounded in number and bytes: when full, it forgets them all,
 * which costs speed only. Not thread-safe.
 */
final class KeySequences {

  private static final int MAX_SEQUENCES = 512;
  private static final int MAX_WEIGHT = 8 << 20;
  private static final int SLOTS = 4 * MAX_SEQUENCES;

  private final KeySequence[] table = new KeySequence[SLOTS];
  private final KeySequence[] byFirstKey = new KeySequence[SLOTS];
  private int size;
  private long weight;

  /**
   * The sequence last used with a first key of that hash and that many keys, or another, or null.
   */
  KeySequence guess(int firstKeyHash, long keys) {
    return byFirstKey[guessSlot(firstKeyHash, keys)];
  }

  void used(KeySequence sequence, int firstKeyHash) {
    byFirstKey[guessSlot(firstKeyHash, sequence.size())] = sequence;
  }

  /** The first sequence of that hash and size, or null. Two may collide; the reader compares. */
  KeySequence find(int hash, long keys) {
    for (int slot = start(hash); table[slot] != null; slot = slot + 1 & SLOTS - 1) {
      if (table[slot].hash() == hash && table[slot].size() == keys) {
        return table[slot];
      }
    }
    return null;
  }

  void add(KeySequence sequence) {
    int added = sequence.weight();
    if (added > MAX_WEIGHT / 8) {
      return;
    }
    if (size >= MAX_SEQUENCES || weight + added > MAX_WEIGHT) {
      Arrays.fill(table, null);
      Arrays.fill(byFirstKey, null);
      size = 0;
      weight = 0;
    }
    int slot = start(sequence.hash());
    while (table[slot] != null) {
      slot = slot + 1 & SLOTS - 1;
    }
    table[slot] = sequence;
    size++;
    weight += added;
  }

  private static int guessSlot(int firstKeyHash, long keys) {
    return start(firstKeyHash * 31 + (int) keys);
  }

  private static int start(int hash) {
    return (hash ^ hash >>> 16) & (SLOTS - 1);
  }
}
