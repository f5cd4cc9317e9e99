// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.replay;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Prediction;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.table.EventTime;
import io.tidemark.service.cli.table.Reading;
import io.tidemark.service.cli.table.RowBatch;
import io.tidemark.service.cli.table.RowSink;
import io.tidemark.service.cli.table.Table;
import io.tidemark.service.cli.table.TableCounter;
import io.tidemark.service.cli.table.TableException;
import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * Events in a file, read as the records that a model in service would have sent. The columns taken
 * are those the reference has too, each of the kind it has there.
 */
final class EventFile {

  private final Table table;
  private final ModelVersion modelVersion;
  private final int idColumn;
  private final int timeColumn;
  private final List<Reading> wanted;
  private final RowValues features;
  private final RowValues predictions;
  private long number;

  /**
   * Chooses the columns.
   *
   * @param table the file
   * @param profile what the events will be compared with
   * @param id column of prediction ids, or null to number the rows
   * @param timestamp column of event times
   */
  EventFile(Table table, ReferenceProfile profile, String id, String timestamp) {
    this.table = table;
    this.modelVersion = profile.modelVersion();
    this.idColumn = id == null ? -1 : table.columns().indexOf(id);
    this.timeColumn = table.columns().indexOf(timestamp);
    this.features = RowValues.comparable(table, profile, FeatureRole.FEATURE);
    this.predictions = RowValues.comparable(table, profile, FeatureRole.PREDICTION);
    this.wanted = TableCounter.wanted(table, profile);
    wanted.set(timeColumn, Reading.TEXT);
    if (idColumn >= 0) {
      wanted.set(idColumn, Reading.TEXT);
    }
  }

  /**
   * Reads all events and forgets them, so that a broken file is told of before anything starts.
   *
   * @throws TableException if the file is broken
   */
  void check() throws TableException {
    read((vector, prediction) -> {});
  }

  /**
   * Reads the events in file order.
   *
   * @param events takes the two records of each row
   * @throws TableException if the file is broken
   */
  void read(BiConsumer<FeatureVector, Prediction> events) throws TableException {
    number = 0;
    table.read(wanted, List.<RowSink>of(batch -> read(batch, events)));
  }

  private void read(RowBatch batch, BiConsumer<FeatureVector, Prediction> events)
      throws TableException {
    for (int row = 0; row < batch.rows(); row++) {
      number++;
      String id = idColumn < 0 ? "row-" + number : required(batch, row, idColumn);
      long time = time(batch, row);
      events.accept(
          new FeatureVector(id, time, features.read(batch, row)),
          new Prediction(id, modelVersion, time, predictions.read(batch, row), null));
    }
  }

  private long time(RowBatch batch, int row) throws TableException {
    String cell = required(batch, row, timeColumn);
    try {
      return EventTime.parse(cell);
    } catch (DateTimeException e) {
      throw new TableException(place(batch, row, timeColumn) + ": " + e.getMessage(), e);
    }
  }

  private String required(RowBatch batch, int row, int column) throws TableException {
    String cell = batch.column(column).text(row);
    if (cell == null) {
      throw new TableException(
          place(batch, row, column)
              + " is empty; every event needs a value there, or remove the row");
    }
    return cell;
  }

  private String place(RowBatch batch, int row, int column) {
    return String.format(
        Locale.ROOT,
        "%s, %s, column %s",
        table.file(),
        table.describe(batch.place(row)),
        table.columns().get(column));
  }

  /** Refuses a column that is needed and not named or not there. */
  static String requireColumn(Table table, String option, String column) {
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
