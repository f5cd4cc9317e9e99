// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.observation;

import java.util.Arrays;
import java.util.List;

/**
 * The ordered names of a record's values.
 *
 * <p>Decoders hand out one instance for all records that list the same names in the same order, so
 * that readers may cache what they worked out for a layout by its identity. Two layouts with equal
 * names are equal all the same. Immutable and safe for use by several threads.
 */
public final class ValueLayout {

  private final String[] names;
  private final int hash;
  private final int nameChars;

  private ValueLayout(String[] names) {
    this.names = names;
    this.hash = Arrays.hashCode(names);
    this.nameChars = Arrays.stream(names).mapToInt(String::length).sum();
  }

  /**
   * Makes a layout.
   *
   * @param names the names in record order; distinct
   * @return a layout of these names
   */
  public static ValueLayout of(List<String> names) {
    return new ValueLayout(names.toArray(String[]::new));
  }

  /**
   * Makes a layout.
   *
   * @param names the names in record order; distinct
   * @return a layout of these names
   */
  public static ValueLayout of(String... names) {
    return new ValueLayout(names.clone());
  }

  /**
   * The number of values a record of this layout has.
   *
   * @return the count; 0 or more
   */
  public int size() {
    return names.length;
  }

  /**
   * The name at a slot.
   *
   * @param slot 0 to {@code size() - 1}
   * @return the name
   */
  public String name(int slot) {
    return names[slot];
  }

  /**
   * The length of all names together.
   *
   * @return chars; 0 or more
   */
  public int nameChars() {
    return nameChars;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ValueLayout that
        && hash == that.hash
        && Arrays.equals(names, that.names);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.toString(names);
  }
}
