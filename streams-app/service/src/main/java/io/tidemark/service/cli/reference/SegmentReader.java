// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.observation.Segment;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.shell.TextTable;
import io.tidemark.service.cli.table.Reading;
import io.tidemark.service.cli.table.ReadingThreads;
import io.tidemark.service.cli.table.Table;
import io.tidemark.service.cli.table.TableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds segments to a reference that was made of a sample: one pass tells which values are heaviest,
 * a second scans their rows, and a third counts the columns with too many different numbers. Counts
 * are exact, and memory does not grow with the rows.
 */
final class SegmentReader {

  private final Table table;
  private final ReferenceSample whole;
  private final SegmentOptions options;
  private final List<Reading> wanted;

  SegmentReader(Table table, ReferenceSample whole, SegmentOptions options) {
    this.table = table;
    this.whole = whole;
    this.options = options;
    this.wanted = new ArrayList<>(Collections.nCopies(table.columns().size(), Reading.SKIP));
    whole.columns().values().forEach(c -> wanted.set(c.index(), Reading.of(c.kind())));
  }

  /** The reference with its segments. */
  ReferenceSample read() throws TableException {
    List<SegmentWay> ways = new ArrayList<>();
    for (List<String> columns : options.ways()) {
      ways.add(way(columns));
    }
    int most = options.most();
    ways = counted(ways);
    List<SegmentScan.Choice> choices = new ArrayList<>();
    List<Segment> segments = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (SegmentWay way : ways) {
      Map<List<String>, Segment> chosen = way.choose(most, options.minRows());
      lines.add(way.describe(chosen.size()));
      Map<List<String>, Integer> indexes = new HashMap<>();
      new TreeMap<>(inverse(chosen))
          .forEach(
              (segment, values) -> {
                indexes.put(values, segments.size());
                segments.add(segment);
              });
      choices.add(new SegmentScan.Choice(way, indexes));
    }
    Map<Segment, List<FeatureReference>> parts = parts(choices, segments);
    ReferenceProfile profile = whole.profile().withSegments(parts);
    lines.addAll(table(profile));
    return new ReferenceSample(profile, whole.columns(), whole.rows(), whole.leftOut(), lines);
  }

  private static Map<Segment, List<String>> inverse(Map<List<String>, Segment> chosen) {
    Map<Segment, List<String>> inverse = new HashMap<>();
    chosen.forEach((values, segment) -> inverse.put(segment, values));
    return inverse;
  }

  private SegmentWay way(List<String> names) {
    List<CategoricalReference> columns = new ArrayList<>();
    int[] indexes = new int[names.size()];
    for (int i = 0; i < indexes.length; i++) {
      columns.add(column(names.get(i)));
      indexes[i] = table.columns().indexOf(names.get(i));
    }
    return new SegmentWay(columns, indexes);
  }

  private CategoricalReference column(String name) {
    ReferenceSample.checkName(table, "--segment-by", name);
    for (FeatureReference feature : whole.profile().features()) {
      if (feature.name().equals(name)) {
        if (feature instanceof CategoricalReference categorical) {
          return categorical;
        }
        throw CommandFailure.usage(
            "--segment-by " + name + ": the column is numeric; add --categorical " + name);
      }
    }
    throw CommandFailure.usage(
        "--segment-by " + name + ": the column is left out of the reference, see the report");
  }

  private List<SegmentWay> counted(List<SegmentWay> ways) throws TableException {
    List<Reading> columns = new ArrayList<>(Collections.nCopies(wanted.size(), Reading.SKIP));
    options.ways().stream()
        .flatMap(List::stream)
        .forEach(name -> columns.set(table.columns().indexOf(name), Reading.TEXT));
    return ReadingThreads.read(
            table,
            columns,
            () -> new SegmentCounts(ways.stream().map(SegmentWay::another).toList()),
            SegmentCounts::combine)
        .ways();
  }

  private Map<Segment, List<FeatureReference>> parts(
      List<SegmentScan.Choice> choices, List<Segment> segments) throws TableException {
    SegmentPrecision precision = new SegmentPrecision(options.resolution());
    SegmentScan scan =
        ReadingThreads.read(
            table,
            wanted,
            () -> SegmentScan.first(wanted, choices, segments.size(), precision),
            SegmentScan::combine);
    List<SegmentColumns> columns = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      columns.add(new SegmentColumns(whole, segments.get(i), scan.scan(i), precision));
    }
    if (columns.stream().anyMatch(SegmentColumns::needsRecount)) {
      SegmentScan again =
          ReadingThreads.read(
              table,
              numbers(),
              () -> SegmentScan.second(table, numbers(), choices, columns),
              SegmentScan::combine);
      for (int i = 0; i < columns.size(); i++) {
        columns.get(i).recounted(again.recount(i));
      }
    }
    Map<Segment, List<FeatureReference>> parts = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      parts.put(segments.get(i), columns.get(i).references());
    }
    return parts;
  }

  /** The second pass is about numbers, and needs the columns that rows are chosen by. */
  private List<Reading> numbers() {
    List<Reading> numbers = new ArrayList<>(wanted);
    List<String> chosenBy = options.ways().stream().flatMap(List::stream).toList();
    whole.columns().values().stream()
        .filter(c -> c.kind() == FeatureKind.CATEGORICAL && !chosenBy.contains(c.name()))
        .forEach(c -> numbers.set(c.index(), Reading.SKIP));
    return numbers;
  }

  private static List<String> table(ReferenceProfile profile) {
    TextTable table = new TextTable("SEGMENT", "ROWS", "COLUMNS");
    profile
        .parts()
        .profiles()
        .forEach(part -> table.add(part.segment(), ReferenceRows.of(part), part.size()));
    return table.lines();
  }
}
