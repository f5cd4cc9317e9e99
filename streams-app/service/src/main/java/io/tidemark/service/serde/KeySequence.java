// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import java.util.Arrays;

/**
 * The keys of a map in the order and bytes in which a producer writes them, and the slot of each.
 * Holds besides the value types of the last record that had these keys, to be shared by the next
 * one when it has the same.
 */
final class KeySequence {

  private final byte[][] keys;
  private final int[] slots;
  private final int hash;
  private final ValueLayout layout;
  private ObservedValues.Type[] types;

  /**
   * Makes one.
   *
   * @param keys each key in Avro binary, its length included
   * @param slots where each key's value goes
   * @param hash of the keys' text bytes, by {@link #hash}
   * @param layout the layout that has the slots
   */
  KeySequence(byte[][] keys, int[] slots, int hash, ValueLayout layout) {
    this.keys = keys;
    this.slots = slots;
    this.hash = hash;
    this.layout = layout;
    this.types = new ObservedValues.Type[keys.length];
    Arrays.fill(types, ObservedValues.Type.NUMBER);
  }

  /** Continues a hash over the bytes of one more key. */
  static int hash(int soFar, byte[] bytes, int from, int length) {
    int hash = soFar * 31 + length;
    for (int i = from; i < from + length; i++) {
      hash = hash * 31 + bytes[i];
    }
    return hash;
  }

  int size() {
    return keys.length;
  }

  byte[] key(int index) {
    return keys[index];
  }

  int slot(int index) {
    return slots[index];
  }

  int hash() {
    return hash;
  }

  ValueLayout layout() {
    return layout;
  }

  ObservedValues.Type[] types() {
    return types;
  }

  void types(ObservedValues.Type[] newTypes) {
    types = newTypes;
  }

  /** Bytes of all keys, a measure of the memory this takes. */
  int weight() {
    int weight = 0;
    for (byte[] key : keys) {
      weight += key.length;
    }
    return weight;
  }
}
