// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.replay;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.table.Cells;
import io.tidemark.service.cli.table.RowBatch;
import io.tidemark.service.cli.table.Table;
import java.util.List;

/** Takes some columns of a row as a record of values. */
final class RowValues {

  private final ValueLayout layout;
  private final int[] columns;

  private RowValues(Table table, List<String> names) {
    layout = ValueLayout.of(names);
    columns = names.stream().mapToInt(table.columns()::indexOf).toArray();
  }

  /** The columns that a reference has too, of one side of the model. */
  static RowValues comparable(Table table, ReferenceProfile profile, FeatureRole role) {
    return new RowValues(
        table,
        profile.features().stream()
            .filter(feature -> feature.role() == role)
            .map(FeatureReference::name)
            .filter(table.columns()::contains)
            .toList());
  }

  ObservedValues read(RowBatch batch, int row) {
    if (columns.length == 0) {
      return ObservedValues.EMPTY;
    }
    ObservedValues.Builder values = ObservedValues.builder(layout);
    for (int slot = 0; slot < columns.length; slot++) {
      Cells cells = batch.column(columns[slot]);
      if (cells.isNumber(row)) {
        values.number(slot, cells.number(row));
      } else if (!cells.isMissing(row)) {
        values.text(slot, cells.text(row));
      }
    }
    return values.build();
  }
}
