// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.service.serde.LayoutInterner;
import io.tidemark.service.serde.UndecodableRecordException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Collects the values of one record, its features or its predictions, slot by slot. Reused from
 * record to record; not thread-safe.
 *
 * <p>What is reused holds no references: storing one into an array that has lived long costs as
 * much as reading several numbers, by the barriers of the garbage collector. Numbers and texts go
 * into arrays that the record keeps.
 */
final class Slots {

  /** Values of a record at most. */
  static final int MAX_VALUES = 10_000;

  private static final int MAX_SHAPES = 50_000;

  private final LayoutInterner layouts;
  private Shape root = Shape.empty();
  private Shape shape = root;
  private int shapes;
  private Map<String, Shape> known;

  private static final byte MISSING = 0;
  private static final byte NUMBER = 1;
  private static final byte TEXT = 2;

  private byte[] kinds = new byte[32];
  private double[] numbers = new double[0];
  private String[] words;
  private Shape begin = root;

  Slots(LayoutInterner layouts) {
    this.layouts = layouts;
  }

  /** Starts a record of which no name is known beforehand. */
  void start() {
    start(root);
  }

  /** Starts a record that begins with this shape; what never comes is missing. */
  void start(Shape from) {
    shape = from;
    known = null;
    words = null;
    begin = from;
    int size = Math.max(from.size(), from.sizeAtEnd());
    numbers = new double[size];
    if (size > kinds.length) {
      kinds = new byte[2 * size];
    }
    Arrays.fill(kinds, 0, from.size(), MISSING);
  }

  /** Whether so many shapes have grown that those who keep some should forget them. */
  boolean overgrown() {
    return shapes > MAX_SHAPES;
  }

  /** Forgets the shapes that have grown here. */
  void forget() {
    root = Shape.empty();
    shapes = 0;
  }

  Shape shape() {
    return shape;
  }

  /** Goes on to a shape that follows the present one. */
  int follow(Shape next) {
    shape = next;
    if (next.slot() >= numbers.length) {
      grow(next.size());
    }
    return next.slot();
  }

  /**
   * Goes on by one more value.
   *
   * @param key identifies path and name among those that may come next
   * @param name what the value is called
   * @return its slot: a new one, or the old one when the same path comes again
   */
  int add(Object key, Target target, String name) throws UndecodableRecordException {
    Shape after = shape.after(key);
    if (after != null) {
      return follow(after);
    }
    Shape same = known().get(name);
    if (same != null && !same.path().equals(target.path())) {
      throw new UndecodableRecordException(
          UndecodableRecordException.AMBIGUOUS_NAME,
          "'"
              + same.path()
              + "' and '"
              + target.path()
              + "' would both be called '"
              + name
              + "'; give one another name by 'as', or exclude it");
    }
    if (same == null && shape.size() >= MAX_VALUES) {
      throw new UndecodableRecordException(
          UndecodableRecordException.TOO_MANY_VALUES,
          "the record has more than "
              + MAX_VALUES
              + " values that the mapping takes; name fewer, or exclude some");
    }
    shapes++;
    int slot = same == null ? shape.size() : same.slot();
    Shape added = shape.with(key, target, name, slot);
    known.putIfAbsent(name, added);
    return follow(added);
  }

  private Map<String, Shape> known() {
    if (known == null) {
      known = new HashMap<>();
      for (Shape each = shape; each.name() != null; each = each.before()) {
        known.put(each.name(), each);
      }
    }
    return known;
  }

  private void grow(int size) {
    int length = Math.max(size, Math.max(16, 2 * numbers.length));
    numbers = Arrays.copyOf(numbers, length);
    if (words != null) {
      words = Arrays.copyOf(words, length);
    }
    if (length > kinds.length) {
      kinds = Arrays.copyOf(kinds, length);
    }
  }

  void number(int slot, double value) {
    kinds[slot] = NUMBER;
    numbers[slot] = value;
  }

  void text(int slot, String value) {
    kinds[slot] = TEXT;
    if (words == null) {
      words = new String[numbers.length];
    }
    words[slot] = value;
  }

  void missing(int slot) {
    kinds[slot] = MISSING;
  }

  /** Whether no value has come that is not missing by its absence. */
  boolean isEmpty() {
    return shape.size() == 0;
  }

  /** The values that have come; once for each start. */
  ObservedValues take() {
    if (shape.layout() == null) {
      findLayout();
    }
    ValueLayout layout = shape.layout();
    int size = layout.size();
    begin.sizeAtEnd(size);
    if (shape.order() != null) {
      return inOrder(layout, shape.order());
    }
    if (!shape.hasKinds(kinds)) {
      shape.kinds(Arrays.copyOf(kinds, size), types(size));
    }
    return new ObservedValues(
        layout,
        shape.types(),
        numbers.length == size ? numbers : Arrays.copyOf(numbers, size),
        words == null || words.length == size ? words : Arrays.copyOf(words, size));
  }

  private ObservedValues.Type[] types(int size) {
    ObservedValues.Type[] types = new ObservedValues.Type[size];
    for (int slot = 0; slot < size; slot++) {
      types[slot] = type(slot);
    }
    return types;
  }

  private ObservedValues.Type type(int slot) {
    return switch (kinds[slot]) {
      case NUMBER -> ObservedValues.Type.NUMBER;
      case TEXT -> ObservedValues.Type.TEXT;
      default -> ObservedValues.Type.MISSING;
    };
  }

  private ObservedValues inOrder(ValueLayout layout, int[] order) {
    int size = layout.size();
    ObservedValues.Type[] orderedTypes = new ObservedValues.Type[size];
    double[] orderedNumbers = new double[size];
    String[] orderedWords = words == null ? null : new String[size];
    for (int place = 0; place < size; place++) {
      int slot = order[place];
      orderedTypes[place] = type(slot);
      orderedNumbers[place] = numbers[slot];
      if (words != null) {
        orderedWords[place] = words[slot];
      }
    }
    return new ObservedValues(layout, orderedTypes, orderedNumbers, orderedWords);
  }

  private void findLayout() {
    String[] names = new String[shape.size()];
    for (Shape each = shape; each.name() != null; each = each.before()) {
      names[each.slot()] = each.name();
    }
    ValueLayout layout = layouts.intern(Arrays.asList(names));
    int[] order = new int[names.length];
    boolean inPlace = true;
    Map<String, Integer> slots = new HashMap<>();
    for (int slot = 0; slot < names.length; slot++) {
      slots.put(names[slot], slot);
    }
    for (int place = 0; place < names.length; place++) {
      order[place] = slots.get(layout.name(place));
      inPlace &= order[place] == place;
    }
    shape.layout(layout, inPlace ? null : order);
  }
}
