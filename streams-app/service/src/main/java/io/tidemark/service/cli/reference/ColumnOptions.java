// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options that say what the columns of a file are. */
public class ColumnOptions {

  @Option(
      names = "--predictions",
      paramLabel = "COLUMN",
      split = ",",
      description = "Columns that the model put out; all others are features.")
  private List<String> predictions = List.of();

  @Option(
      names = "--id",
      paramLabel = "COLUMN",
      description = "Column of prediction ids; not a feature.")
  private String id;

  @Option(
      names = "--timestamp",
      paramLabel = "COLUMN",
      description = "Column of event times; not a feature.")
  private String timestamp;

  @Option(
      names = "--exclude",
      paramLabel = "COLUMN",
      split = ",",
      description = "More columns that are no features.")
  private List<String> excluded = List.of();

  @Option(
      names = "--categorical",
      paramLabel = "COLUMN",
      split = ",",
      description =
          "Columns that are categorical. Without it, a column is numeric when all its values are"
              + " numbers (nan and inf are), and categorical otherwise.")
  private List<String> categorical = List.of();

  @Option(
      names = "--missing",
      paramLabel = "TEXT",
      split = ",",
      description = "Cells that mean a missing value, besides the empty one, such as NA.")
  private List<String> missing = List.of();

  /**
   * The columns that the model put out.
   *
   * @return their names
   */
  public Set<String> predictions() {
    return new LinkedHashSet<>(predictions);
  }

  /**
   * The column of prediction ids.
   *
   * @return its name, or null when not given
   */
  public String id() {
    return id;
  }

  /**
   * The column of event times.
   *
   * @return its name, or null when not given
   */
  public String timestamp() {
    return timestamp;
  }

  /**
   * The columns excluded by name, without those of id and time.
   *
   * @return their names
   */
  public Set<String> excluded() {
    return new LinkedHashSet<>(excluded);
  }

  /**
   * The columns declared categorical.
   *
   * @return their names
   */
  public Set<String> categorical() {
    return new LinkedHashSet<>(categorical);
  }

  /**
   * The texts that stand for a missing value.
   *
   * @return the texts
   */
  public Set<String> missing() {
    return new LinkedHashSet<>(missing);
  }

  /**
   * All columns that are no features: those of id and time, and those excluded by name.
   *
   * @return their names
   */
  public Set<String> notCompared() {
    Set<String> columns = excluded();
    if (id != null) {
      columns.add(id);
    }
    if (timestamp != null) {
      columns.add(timestamp);
    }
    return columns;
  }
}
