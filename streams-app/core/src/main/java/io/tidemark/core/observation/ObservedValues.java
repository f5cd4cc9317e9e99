// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.observation;

import java.util.Arrays;
import java.util.Objects;

/**
 * The values of one record, by slot of a {@link ValueLayout}: each a number, a text, or missing.
 *
 * <p>Held in parallel arrays, so that a record of twenty numbers costs three objects and no boxes.
 * A number may be NaN or infinite; that is not the same as missing. Immutable by convention: the
 * arrays are neither copied nor changed after construction. Use {@link #builder} where speed does
 * not matter.
 */
public final class ObservedValues {

  /** What a slot holds. */
  public enum Type {
    /** A double, possibly NaN or infinite. */
    NUMBER,
    /** A text. */
    TEXT,
    /** Nothing: the producer sent null. */
    MISSING
  }

  /** No values at all. */
  public static final ObservedValues EMPTY =
      new ObservedValues(ValueLayout.of(), new Type[0], new double[0], new String[0]);

  private final ValueLayout layout;
  private final Type[] types;
  private final double[] numbers;
  private final String[] texts;

  /**
   * Wraps arrays without copying them; the caller gives them away.
   *
   * @param layout the names
   * @param types what each slot holds
   * @param numbers the numbers, as many as names; of meaning where the type is NUMBER
   * @param texts the texts, read where the type is TEXT; may be null when no slot is TEXT
   */
  public ObservedValues(ValueLayout layout, Type[] types, double[] numbers, String[] texts) {
    this.layout = Objects.requireNonNull(layout, "layout");
    this.types = types;
    this.numbers = numbers;
    this.texts = texts;
  }

  /**
   * Starts an empty record.
   *
   * @param layout the names; every slot is missing until set
   * @return a builder
   */
  public static Builder builder(ValueLayout layout) {
    return new Builder(layout);
  }

  /**
   * The names of the slots.
   *
   * @return the layout
   */
  public ValueLayout layout() {
    return layout;
  }

  /**
   * The number of slots.
   *
   * @return the count; 0 or more
   */
  public int size() {
    return layout.size();
  }

  /**
   * What a slot holds.
   *
   * @param slot 0 to {@code size() - 1}
   * @return its type
   */
  public Type type(int slot) {
    return types[slot];
  }

  /**
   * The number in a slot; defined only where {@link #type} is NUMBER.
   *
   * @param slot 0 to {@code size() - 1}
   * @return the number
   */
  public double number(int slot) {
    return numbers[slot];
  }

  /**
   * The text in a slot; defined only where {@link #type} is TEXT.
   *
   * @param slot 0 to {@code size() - 1}
   * @return the text
   */
  public String text(int slot) {
    return texts[slot];
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ObservedValues that)
        || !layout.equals(that.layout)
        || !Arrays.equals(types, that.types)) {
      return false;
    }
    for (int slot = 0; slot < size(); slot++) {
      if (types[slot] == Type.NUMBER && Double.compare(numbers[slot], that.numbers[slot]) != 0) {
        return false;
      }
      if (types[slot] == Type.TEXT && !texts[slot].equals(that.texts[slot])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return 31 * layout.hashCode() + Arrays.hashCode(types);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int slot = 0; slot < size(); slot++) {
      text.append(slot == 0 ? "" : ", ").append(layout.name(slot)).append('=');
      switch (types[slot]) {
        case NUMBER -> text.append(numbers[slot]);
        case TEXT -> text.append('"').append(texts[slot]).append('"');
        case MISSING -> text.append("null");
      }
    }
    return text.append('}').toString();
  }

  /** Fills a record slot by slot. Not for use by several threads, nor after {@link #build}. */
  public static final class Builder {
    private final ValueLayout layout;
    private final Type[] types;
    private final double[] numbers;
    private final String[] texts;

    private Builder(ValueLayout layout) {
      this.layout = layout;
      this.types = new Type[layout.size()];
      Arrays.fill(types, Type.MISSING);
      this.numbers = new double[layout.size()];
      this.texts = new String[layout.size()];
    }

    /**
     * Sets a number.
     *
     * @param slot 0 to {@code size() - 1}
     * @param value any double
     * @return this
     */
    public Builder number(int slot, double value) {
      types[slot] = Type.NUMBER;
      numbers[slot] = value;
      return this;
    }

    /**
     * Sets a text.
     *
     * @param slot 0 to {@code size() - 1}
     * @param value the text
     * @return this
     */
    public Builder text(int slot, String value) {
      types[slot] = Type.TEXT;
      texts[slot] = Objects.requireNonNull(value, "value");
      return this;
    }

    /**
     * The finished record.
     *
     * @return the values set so far; slots never set are missing
     */
    public ObservedValues build() {
      return new ObservedValues(layout, types, numbers, texts);
    }
  }
}
