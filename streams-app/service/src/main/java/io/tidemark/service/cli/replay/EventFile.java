// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.replay;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Prediction;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.table.CsvTable;
import io.tidemark.service.cli.table.EventTime;
import io.tidemark.service.cli.table.RowValues;
import io.tidemark.service.cli.table.TableException;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * Events in a CSV file, read as the records that a model in service would have sent. The columns
 * taken are those the reference has too, each of the kind it has there.
 */
final class EventFile {

  private final CsvTable table;
  private final ModelVersion modelVersion;
  private final int idColumn;
  private final int timeColumn;
  private final RowValues features;
  private final RowValues predictions;

  /**
   * Chooses the columns.
   *
   * @param table the file
   * @param profile what the events will be compared with
   * @param id column of prediction ids, or null to number the rows
   * @param timestamp column of event times
   */
  EventFile(CsvTable table, ReferenceProfile profile, String id, String timestamp) {
    this.table = table;
    this.modelVersion = profile.modelVersion();
    this.idColumn = id == null ? -1 : table.columns().indexOf(id);
    this.timeColumn = table.columns().indexOf(timestamp);
    this.features = RowValues.comparable(table, profile, FeatureRole.FEATURE);
    this.predictions = RowValues.comparable(table, profile, FeatureRole.PREDICTION);
  }

  /**
   * Reads the events in file order.
   *
   * @param events takes the two records of each row
   * @throws TableException if the file is broken
   */
  void read(BiConsumer<FeatureVector, Prediction> events) throws TableException {
    try (CsvTable.Rows rows = table.rows()) {
      for (long number = 1; rows.next(); number++) {
        String id = idColumn < 0 ? "row-" + number : required(rows, idColumn);
        long time = time(rows);
        events.accept(
            new FeatureVector(id, time, features.read(rows)),
            new Prediction(id, modelVersion, time, predictions.read(rows), null));
      }
    }
  }

  private long time(CsvTable.Rows rows) throws TableException {
    String cell = required(rows, timeColumn);
    try {
      return EventTime.parse(cell);
    } catch (DateTimeException e) {
      throw new TableException(place(rows, timeColumn) + ": " + e.getMessage(), e);
    }
  }

  private String required(CsvTable.Rows rows, int column) throws TableException {
    String cell = rows.cell(column);
    if (cell == null) {
      throw new TableException(
          place(rows, column) + " is empty; every event needs a value there, or remove the row");
    }
    return cell;
  }

  private String place(CsvTable.Rows rows, int column) {
    return String.format(
        Locale.ROOT,
        "%s, line %d, column %s",
        table.file(),
        rows.line(),
        table.columns().get(column));
  }

  /** Refuses a column that is needed and not named or not there. */
  static String requireColumn(CsvTable table, String option, String column) {
    if (column == null) {
      throw CommandFailure.usage(
          option
              + " is missing; name the column of "
              + table.file()
              + " that holds it, one of "
              + String.join(", ", table.columns()));
    }
    return column;
  }
}
