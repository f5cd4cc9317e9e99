// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of one map whose keys are not known yet, in order of arrival. The last of a key wins.
 */
final class UnseenValues {

  private final Map<String, Integer> slots = new LinkedHashMap<>();
  private final List<byte[]> keys = new ArrayList<>();
  private ObservedValues.Type[] types = new ObservedValues.Type[16];
  private double[] numbers = new double[16];
  private String[] words = new String[16];
  private int hash;

  /** Notes a key, whose Avro form starts at {@code from} and its text later; gives its slot. */
  int key(byte[] bytes, int from, int textFrom, int textLength) {
    keys.add(Arrays.copyOfRange(bytes, from, textFrom + textLength));
    hash = KeySequence.hash(hash, bytes, textFrom, textLength);
    return slot(new String(bytes, textFrom, textLength, StandardCharsets.UTF_8));
  }

  /** The slot of a name, a new one for a new name. */
  int slot(String name) {
    Integer known = slots.putIfAbsent(name, slots.size());
    if (known != null) {
      words[known] = null;
      numbers[known] = 0;
      return known;
    }
    int slot = slots.size() - 1;
    if (slot == types.length) {
      types = Arrays.copyOf(types, 2 * slot);
      numbers = Arrays.copyOf(numbers, 2 * slot);
      words = Arrays.copyOf(words, 2 * slot);
    }
    return slot;
  }

  void type(int slot, ObservedValues.Type type) {
    types[slot] = type;
  }

  double[] numbers() {
    return numbers;
  }

  String[] words() {
    return words;
  }

  boolean keysAreDistinct() {
    return keys.size() == slots.size();
  }

  List<String> names() {
    return List.copyOf(slots.keySet());
  }

  /** The keys as a sequence for the records to come; only where they are distinct. */
  KeySequence sequence(ValueLayout layout) {
    int[] target = new int[keys.size()];
    for (int i = 0; i < target.length; i++) {
      target[slots.get(layout.name(i))] = i;
    }
    return new KeySequence(keys.toArray(byte[][]::new), target, hash, layout);
  }

  /** The values in the slots of a layout of the same names. */
  ObservedValues in(ValueLayout layout) {
    int size = layout.size();
    ObservedValues.Type[] orderedTypes = new ObservedValues.Type[size];
    double[] orderedNumbers = new double[size];
    String[] orderedWords = new String[size];
    for (int i = 0; i < size; i++) {
      int slot = slots.get(layout.name(i));
      orderedTypes[i] = types[slot];
      orderedNumbers[i] = numbers[slot];
      orderedWords[i] = words[slot];
    }
    return new ObservedValues(layout, orderedTypes, orderedNumbers, orderedWords);
  }
}
