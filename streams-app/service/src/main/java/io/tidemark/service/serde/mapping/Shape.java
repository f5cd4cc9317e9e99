// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What is known of a record part way through: the names that have come so far, in their order. The
 * next name leads to the next shape, so the shapes of all records are a tree, and a record like the
 * one before is followed without looking at a name twice. Not thread-safe.
 *
 * <p>Names that a schema fixes are in the root; the tree grows by keys of maps and names in JSON.
 */
final class Shape {

  private final Shape before;
  private final Object key;
  private final String path;
  private final String name;
  private final int slot;
  private final int size;

  private Map<Object, Shape> next;
  private Shape expected;
  private int sizeAtEnd;

  // Known once a record has ended here.
  private ValueLayout layout;
  private int[] order;
  private byte[] kinds;
  private ObservedValues.Type[] types;

  private Shape(Shape before, Object key, Target target, String name, int slot, int size) {
    this.before = before;
    this.key = key;
    this.path = target == null ? null : target.path();
    this.name = name;
    this.slot = slot;
    this.size = size;
  }

  /** The shape of nothing. */
  static Shape empty() {
    return new Shape(null, null, null, null, -1, 0);
  }

  /** This with one more value in a slot of its own, or in that of an earlier one. */
  Shape with(Object nextKey, Target target, String nextName, int nextSlot) {
    Shape shape =
        new Shape(this, nextKey, target, nextName, nextSlot, Math.max(size, nextSlot + 1));
    if (next == null) {
      next = new HashMap<>();
    }
    next.put(nextKey, shape);
    expected = shape;
    return shape;
  }

  /** The shape that follows by a key, or null. */
  Shape after(Object nextKey) {
    Shape found = next == null ? null : next.get(nextKey);
    if (found != null) {
      expected = found;
    }
    return found;
  }

  /** The shape that followed last time, or null. */
  Shape expected() {
    return expected;
  }

  Shape before() {
    return before;
  }

  Object key() {
    return key;
  }

  String path() {
    return path;
  }

  String name() {
    return name;
  }

  int slot() {
    return slot;
  }

  int size() {
    return size;
  }

  /** How many values the last record had in the end that began here. */
  int sizeAtEnd() {
    return sizeAtEnd;
  }

  void sizeAtEnd(int values) {
    sizeAtEnd = values;
  }

  ValueLayout layout() {
    return layout;
  }

  /** Which slot goes to each place of the layout; null when each goes to its own. */
  int[] order() {
    return order;
  }

  void layout(ValueLayout newLayout, int[] newOrder) {
    layout = newLayout;
    order = newOrder;
  }

  /** Whether the last record that ended here had slots of the same kinds. */
  boolean hasKinds(byte[] now) {
    return kinds != null && Arrays.equals(kinds, 0, kinds.length, now, 0, kinds.length);
  }

  /** The types of the last record that ended here, to be shared while they stay the same. */
  ObservedValues.Type[] types() {
    return types;
  }

  void kinds(byte[] newKinds, ObservedValues.Type[] newTypes) {
    kinds = newKinds;
    types = newTypes;
  }
}
