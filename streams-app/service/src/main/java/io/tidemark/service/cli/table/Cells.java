// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.util.Arrays;

/** The cells of one column in a batch of rows. Used again for the next batch; not thread-safe. */
public final class Cells {

  private static final int FIRST_ROWS = 256;
  private static final byte MISSING = 0;
  private static final byte NUMBER = 1;
  private static final byte TEXT = 2;

  private byte[] kinds = new byte[FIRST_ROWS];
  private double[] numbers = new double[FIRST_ROWS];
  private String[] texts = {};
  private int size;

  /**
   * Whether a cell is empty.
   *
   * @param row its row in the batch
   * @return true when the value is missing
   */
  public boolean isMissing(int row) {
    return kinds[row] == MISSING;
  }

  /**
   * Whether a cell holds a number.
   *
   * @param row its row in the batch
   * @return true when {@link #number} has it
   */
  public boolean isNumber(int row) {
    return kinds[row] == NUMBER;
  }

  /**
   * The number in a cell.
   *
   * @param row its row in the batch
   * @return any double; meaningless unless {@link #isNumber}
   */
  public double number(int row) {
    return numbers[row];
  }

  /**
   * The text in a cell.
   *
   * @param row its row in the batch
   * @return the text; null when it is missing or a number
   */
  public String text(int row) {
    return kinds[row] == TEXT ? texts[row] : null;
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  void add(Cells from, int row) {
    switch (from.kinds[row]) {
      case NUMBER -> addNumber(from.numbers[row]);
      case TEXT -> addText(from.texts[row]);
      default -> addMissing();
    }
  }

  void addMissing() {
    reserve();
    kinds[size++] = MISSING;
  }

  void addNumber(double value) {
    reserve();
    kinds[size] = NUMBER;
    numbers[size++] = value;
  }

  void addText(String value) {
    reserve();
    if (texts.length <= size) {
      texts = Arrays.copyOf(texts, kinds.length);
    }
    kinds[size] = TEXT;
    texts[size++] = value;
  }

  private void reserve() {
    if (size == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * size);
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
  }
}
