// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

/**
 * The cells that packed bytes number without gaps: all, or only those between points, or only the
 * points. Values of a continuous feature hardly ever fall on points, those of a discrete one
 * nowhere else.
 *
 * @param form 0 for all, 1 for cells with an even number, 2 for those with an odd one
 * @param count how many places there are
 */
record PackedPlaces(int form, int count) {

  static PackedPlaces of(int form, int cells) {
    return new PackedPlaces(form, form == 0 ? cells : (cells + 2 - form) / 2);
  }

  static PackedPlaces of(CellCounts.Filled filled, int cells) {
    return of(filled.odd() == 0 ? 1 : filled.even() == 0 ? 2 : 0, cells);
  }

  int cell(int place) {
    return form == 0 ? place : 2 * place + form - 1;
  }

  int place(int cell) {
    return form == 0 ? cell : cell / 2;
  }
}
