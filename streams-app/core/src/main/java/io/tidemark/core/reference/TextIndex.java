// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

/**
 * The categories of a reference by their texts: a hash table with open addressing, at most half
 * full, that touches two arrays where a map follows four references. Immutable once filled.
 *
 * <p>Texts that somebody chose to have one hash code are compared one after the other, where a map
 * of the library would sort them: O(texts) for each, of which a reference has a thousand at most by
 * default.
 */
final class TextIndex {

  private final String[] texts;
  private final int[] indexes;
  private final int mask;
  private final int shift;
  private int room;

  /** An index with room for this many texts. */
  TextIndex(int most) {
    this.room = most;
    int capacity = Integer.highestOneBit(Math.max(1, most)) * 4;
    this.texts = new String[capacity];
    this.indexes = new int[capacity];
    this.mask = capacity - 1;
    this.shift = Integer.numberOfLeadingZeros(mask);
  }

  /**
   * Adds a text.
   *
   * @return whether it was new; if not, nothing has changed
   * @throws IllegalStateException if there is no room for it; a full table would be searched
   *     forever
   */
  boolean add(String text, int index) {
    int at = slot(text);
    if (texts[at] != null) {
      return false;
    }
    if (room == 0) {
      throw new IllegalStateException("no room for one more text in an index: " + text);
    }
    room--;
    texts[at] = text;
    indexes[at] = index;
    return true;
  }

  /** The index of a text, or -1. */
  int find(String text) {
    int at = slot(text);
    return texts[at] == null ? -1 : indexes[at];
  }

  /** The slot that holds the text, or the free one where it belongs. */
  private int slot(String text) {
    // Names that count up have hashes that count up; multiplied, they do not lie side by side.
    int at = (text.hashCode() * 0x9E3779B9) >>> shift;
    // One instance is asked for again and again, and an address is compared before anything else.
    while (texts[at] != null && !texts[at].equals(text)) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
