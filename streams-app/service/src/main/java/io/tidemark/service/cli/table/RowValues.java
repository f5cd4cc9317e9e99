// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.ReferenceProfile;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes some columns of each row as a record of values. The cell of a numeric column becomes a
 * number if it is one by {@link NumberText} and else stays a text, for others to count as invalid;
 * the cell of a categorical column becomes the text it is.
 */
public final class RowValues {

  private final ValueLayout layout;
  private final int[] indexes;
  private final boolean[] numeric;

  /**
   * Chooses the columns.
   *
   * @param columns in the order of the records to make
   */
  public RowValues(List<Column> columns) {
    layout = ValueLayout.of(columns.stream().map(Column::name).toList());
    indexes = columns.stream().mapToInt(Column::index).toArray();
    numeric = new boolean[indexes.length];
    for (int slot = 0; slot < numeric.length; slot++) {
      numeric[slot] = columns.get(slot).kind() == FeatureKind.NUMERIC;
    }
  }

  /**
   * Chooses the columns that a reference has too, each of the kind it has there.
   *
   * @param table where the rows come from
   * @param profile the reference
   * @param role the side of the model
   * @return a reader of rows
   */
  public static RowValues comparable(CsvTable table, ReferenceProfile profile, FeatureRole role) {
    List<Column> columns = new ArrayList<>();
    for (FeatureReference reference : profile.features()) {
      int index = table.columns().indexOf(reference.name());
      if (reference.role() == role && index >= 0) {
        columns.add(Column.declared(reference.name(), index, reference.kind()));
      }
    }
    return new RowValues(columns);
  }

  /**
   * Reads one row.
   *
   * @param row a cursor that stands on a row
   * @return its values
   */
  public ObservedValues read(CsvTable.Rows row) {
    if (indexes.length == 0) {
      return ObservedValues.EMPTY;
    }
    ObservedValues.Builder values = ObservedValues.builder(layout);
    for (int slot = 0; slot < indexes.length; slot++) {
      String cell = row.cell(indexes[slot]);
      if (cell == null) {
        continue;
      }
      if (numeric[slot] && NumberText.isNumber(cell)) {
        values.number(slot, NumberText.parse(cell));
      } else {
        values.text(slot, cell);
      }
    }
    return values.build();
  }
}
