// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

/**
 * The cells that packed bytes number without gaps: all, or only those between points, or only the
 * points. Values of a continuous feature hardly ever fall on points, those of a discrete one
 * nowhere else.
 *
 * @param first the first of the cells
 * @param step from each to the next
 * @param count how many places there are
 */
record PackedPlaces(int first, int step, int count) {

  /** How many forms there are. */
  static final int FORMS = 3;

  /** The places of a form: 0 for all, 1 for cells with an even number, 2 for an odd one. */
  static PackedPlaces of(int form, int cells) {
    return form == 0
        ? new PackedPlaces(0, 1, cells)
        : new PackedPlaces(form - 1, 2, (cells + 2 - form) / 2);
  }

  static PackedPlaces of(CellCounts.Filled filled, int cells) {
    return of(filled.odd() == 0 ? 1 : filled.even() == 0 ? 2 : 0, cells);
  }

  int form() {
    return step == 1 ? 0 : first + 1;
  }

  int cell(int place) {
    return first + step * place;
  }

  int place(int cell) {
    return step == 1 ? cell : cell >> 1;
  }
}
