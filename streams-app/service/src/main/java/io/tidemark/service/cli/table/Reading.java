// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import io.tidemark.core.observation.FeatureKind;

/** What is wanted of a column when rows are read. */
public enum Reading {
  /** Nothing. */
  SKIP,
  /** Numbers; a cell that is none is given as its text. */
  NUMBER,
  /** The text of every cell, as it is written or as its type is printed. */
  TEXT;

  /**
   * What is wanted of a column of a kind.
   *
   * @param kind the kind
   * @return numbers or texts
   */
  public static Reading of(FeatureKind kind) {
    return kind == FeatureKind.NUMERIC ? NUMBER : TEXT;
  }
}
