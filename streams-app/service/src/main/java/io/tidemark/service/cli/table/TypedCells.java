// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import io.tidemark.core.reference.CategoryText;
import java.math.BigDecimal;
import java.util.Set;

/**
 * Puts typed values into cells, alike for all formats that have types. Numbers are numbers where
 * these are wanted and their shortest decimal text elsewhere; a yes or no is the text {@code true}
 * or {@code false}, as in the records of the service.
 */
final class TypedCells {

  private final Set<String> missingTexts;

  TypedCells(Set<String> missingTexts) {
    this.missingTexts = missingTexts;
  }

  void add(Cells cells, Reading wanted, long value) {
    if (wanted == Reading.NUMBER) {
      cells.addNumber((double) value);
    } else {
      add(cells, Long.toString(value)); // exact, also where doubles have no whole numbers left
    }
  }

  void add(Cells cells, Reading wanted, double value) {
    if (wanted == Reading.NUMBER || Double.isNaN(value)) {
      cells.addNumber(value);
    } else {
      add(cells, CategoryText.of(value));
    }
  }

  void add(Cells cells, Reading wanted, BigDecimal value) {
    if (wanted == Reading.NUMBER) {
      cells.addNumber(value.doubleValue());
    } else {
      add(cells, value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString());
    }
  }

  void add(Cells cells, boolean value) {
    add(cells, String.valueOf(value));
  }

  void add(Cells cells, String value) {
    if (value.isEmpty() || missingTexts.contains(value)) {
      cells.addMissing();
    } else {
      cells.addText(value);
    }
  }
}
