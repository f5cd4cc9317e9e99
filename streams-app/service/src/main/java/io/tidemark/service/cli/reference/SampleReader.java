// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.ColumnScan;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.table.Column;
import io.tidemark.service.cli.table.EventTime;
import io.tidemark.service.cli.table.Reading;
import io.tidemark.service.cli.table.ReadingThreads;
import io.tidemark.service.cli.table.Table;
import io.tidemark.service.cli.table.TableException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes a reference of a sample in one or two passes, in memory that does not grow with its rows.
 *
 * <p>The first pass tells kinds, and is enough for categories and for numeric columns without too
 * many different values. For the others it draws a sample of values, from which points come, and a
 * second pass counts all rows against these: so counts are always exact, and only where the points
 * lie is left to chance, by a fixed rule that gives the same for the same file.
 */
final class SampleReader {

  private static final int ENOUGH_FOR_ID = 100;

  private final Table table;
  private final ColumnOptions options;
  private final Precision precision;
  private final Set<String> excluded;
  private final Map<String, String> leftOut = new LinkedHashMap<>();
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private SampleScan scan;

  SampleReader(Table table, ColumnOptions options, Precision precision, Set<String> alsoExcluded) {
    this.table = table;
    this.options = options;
    this.excluded = new LinkedHashSet<>(options.notCompared());
    this.excluded.addAll(alsoExcluded);
    for (String column : table.timeColumns()) {
      if (!isNamed(column) && excluded.add(column)) {
        leftOut.put(column, "points in time; --categorical keeps it");
      }
    }
    this.precision = precision.forColumns(table.columns().size() - excluded.size());
  }

  private boolean isNamed(String column) {
    return options.categorical().contains(column) || options.predictions().contains(column);
  }

  ReferenceSample read(ModelVersion modelVersion, String name) throws TableException {
    List<Reading> wanted = wanted();
    scan =
        ReadingThreads.read(
            table, wanted, () -> new SampleScan(wanted, precision.limits()), SampleScan::combine);
    if (scan.rows() == 0) {
      throw CommandFailure.running(
          table.file() + " has no rows to make a reference of; give it some");
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (wanted.get(i) != Reading.SKIP) {
        inspect(i);
      }
    }
    List<FeatureReference> references = references(modelVersion);
    if (references.isEmpty()) {
      throw CommandFailure.running(
          table.file() + " has no column to make a reference of: " + String.join("; ", reasons()));
    }
    ReferenceProfile profile =
        ReferenceProfile.of(modelVersion, name, System.currentTimeMillis(), references);
    return new ReferenceSample(profile, columns, scan.rows(), reasons(), List.of());
  }

  private List<Reading> wanted() {
    List<Reading> wanted = new ArrayList<>();
    for (String column : table.columns()) {
      Reading reading = options.categorical().contains(column) ? Reading.TEXT : Reading.NUMBER;
      wanted.add(excluded.contains(column) ? Reading.SKIP : reading);
    }
    return wanted;
  }

  private List<String> reasons() {
    List<String> reasons = new ArrayList<>();
    if (options.id() != null) {
      reasons.add(options.id() + " (--id)");
    }
    if (options.timestamp() != null) {
      reasons.add(options.timestamp() + " (--timestamp)");
    }
    options.excluded().forEach(column -> reasons.add(column + " (--exclude)"));
    leftOut.forEach((column, reason) -> reasons.add(column + " (" + reason + ')'));
    reasons.addAll(table.unusable());
    return List.copyOf(reasons);
  }

  /** Decides whether a column is taken, and as what. */
  private void inspect(int index) {
    String name = table.columns().get(index);
    ColumnScan found = scan.column(index);
    boolean declared = options.categorical().contains(name);
    boolean categorical = declared || found.texts() > 0;
    Column column =
        new Column(
            name,
            index,
            categorical ? FeatureKind.CATEGORICAL : FeatureKind.NUMERIC,
            found.present(),
            found.missing(),
            found.numbers(),
            found.whole(),
            found.distinct(),
            found.distinctCapped(),
            found.unique(),
            found.firstText(),
            found.firstText() == null || declared ? "" : table.describe(found.firstTextRow()));
    String reason = unusable(column, found);
    if (reason.isEmpty()) {
      columns.put(name, column);
    } else {
      leftOut.put(name, reason);
    }
  }

  private String unusable(Column column, ColumnScan found) {
    if (found.usableNumbers() == 0 && found.texts() == 0) {
      return String.format(
          Locale.ROOT,
          "no usable value in %d rows: %d missing, %d NaN",
          scan.rows(),
          found.missing(),
          found.numbers());
    }
    if (found.textsOverflowed()) {
      return String.format(
          Locale.ROOT,
          "more than %d different texts, so it is no category",
          precision.limits().distinctTexts());
    }
    boolean texts = column.kind() == FeatureKind.CATEGORICAL && !isNamed(column.name());
    if (texts && isTime(column.firstText())) {
      return "points in time; --categorical keeps it";
    }
    if (texts && column.unique() && column.count() >= ENOUGH_FOR_ID) {
      return "a different text in every row, as an id has; --categorical keeps it";
    }
    return "";
  }

  private static boolean isTime(String text) {
    try {
      EventTime.parse(text);
      return text.indexOf('-') > 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private List<FeatureReference> references(ModelVersion modelVersion) throws TableException {
    List<Column> again = columns.values().stream().filter(this::needsSecondPass).toList();
    List<Column> overflowed =
        again.stream().filter(column -> column.kind() == FeatureKind.NUMERIC).toList();
    SampleRecount recount = again.isEmpty() ? null : recount(modelVersion, again, overflowed);
    List<FeatureReference> references = new ArrayList<>();
    for (FeatureRole role : List.of(FeatureRole.FEATURE, FeatureRole.PREDICTION)) {
      for (Column column : List.copyOf(columns.values())) {
        if (role(column) == role) {
          add(references, column, recount, overflowed.indexOf(column));
        }
      }
    }
    return references;
  }

  private FeatureRole role(Column column) {
    return options.predictions().contains(column.name())
        ? FeatureRole.PREDICTION
        : FeatureRole.FEATURE;
  }

  private boolean needsSecondPass(Column column) {
    ColumnScan found = scan.column(column.index());
    return column.kind() == FeatureKind.NUMERIC
        ? found.numbersOverflowed()
        : found.usableNumbers() > 0;
  }

  private SampleRecount recount(
      ModelVersion modelVersion, List<Column> again, List<Column> overflowed)
      throws TableException {
    List<Reading> wanted = skipAll();
    List<Reading> asTexts = skipAll();
    List<FeatureReference> candidates = new ArrayList<>();
    for (Column column : again) {
      wanted.set(column.index(), Reading.of(column.kind()));
      if (column.kind() == FeatureKind.CATEGORICAL) {
        asTexts.set(column.index(), Reading.TEXT);
      }
    }
    for (Column column : overflowed) {
      candidates.add(
          scan.column(column.index())
              .candidates(column.name(), role(column), precision.candidates()));
    }
    ReferenceProfile profile =
        candidates.isEmpty() ? null : ReferenceProfile.of(modelVersion, "", 0, candidates);
    return ReadingThreads.read(
        table,
        wanted,
        () -> new SampleRecount(table, profile, asTexts, precision.limits()),
        SampleRecount::combine);
  }

  private List<Reading> skipAll() {
    return new ArrayList<>(Collections.nCopies(table.columns().size(), Reading.SKIP));
  }

  private void add(
      List<FeatureReference> references, Column column, SampleRecount recount, int candidate) {
    ColumnScan found = scan.column(column.index());
    FeatureRole role = role(column);
    if (column.kind() == FeatureKind.NUMERIC) {
      references.add(
          candidate < 0
              ? found.numeric(column.name(), role, precision.pointsFor(found.distinct()))
              : recount.numeric(found, candidate, precision.points()));
      return;
    }
    ColumnScan texts = found.usableNumbers() > 0 ? recount.texts(column.index()) : found;
    if (texts.textsOverflowed()) {
      columns.remove(column.name());
      leftOut.put(column.name(), "too many different texts, so it is no category");
    } else {
      references.add(
          texts.categorical(column.name(), role, CategoricalReference.DEFAULT_CATEGORIES));
    }
  }
}
