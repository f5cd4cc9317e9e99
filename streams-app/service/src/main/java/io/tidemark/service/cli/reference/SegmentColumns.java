// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.observation.Segment;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.ColumnScan;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.table.Reading;
import io.tidemark.service.cli.table.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The columns of one segment: those of the whole that have a usable value in its rows, without
 * those that the segment is made by, which hold nothing but its own value.
 */
final class SegmentColumns {

  private final ReferenceSample whole;
  private final SampleScan scan;
  private final SegmentPrecision precision;
  private final List<FeatureReference> kept = new ArrayList<>();
  private final List<FeatureReference> candidates = new ArrayList<>();
  private SampleRecount counted;

  SegmentColumns(
      ReferenceSample whole, Segment segment, SampleScan scan, SegmentPrecision precision) {
    this.whole = whole;
    this.scan = scan;
    this.precision = precision;
    for (FeatureReference column : whole.profile().features()) {
      if (!segment.columns().contains(column.name()) && isUsable(column)) {
        kept.add(column);
        if (overflowed(column)) {
          candidates.add(
              found(column).candidates(column.name(), column.role(), precision.candidates()));
        }
      }
    }
  }

  private ColumnScan found(FeatureReference column) {
    return scan.column(whole.columns().get(column.name()).index());
  }

  private boolean isUsable(FeatureReference column) {
    ColumnScan found = found(column);
    return column.kind() == FeatureKind.NUMERIC
        ? found.usableNumbers() > 0
        : found.texts() > 0 && !found.textsOverflowed();
  }

  private boolean overflowed(FeatureReference column) {
    return column.kind() == FeatureKind.NUMERIC && found(column).numbersOverflowed();
  }

  /** Whether a further pass over the rows is needed. */
  boolean needsRecount() {
    return !candidates.isEmpty();
  }

  /** That pass. */
  SampleRecount recount(Table table) {
    ReferenceProfile profile =
        candidates.isEmpty()
            ? null
            : ReferenceProfile.of(whole.profile().modelVersion(), "", 0, candidates);
    List<Reading> noTexts =
        new ArrayList<>(Collections.nCopies(table.columns().size(), Reading.SKIP));
    return new SampleRecount(table, profile, noTexts, precision.limits());
  }

  void recounted(SampleRecount recount) {
    counted = recount;
  }

  /** The references of the columns, in the order of the whole. */
  List<FeatureReference> references() {
    List<FeatureReference> references = new ArrayList<>();
    int candidate = 0;
    for (FeatureReference column : kept) {
      ColumnScan found = found(column);
      if (column.kind() == FeatureKind.CATEGORICAL) {
        references.add(
            found.categorical(
                column.name(), column.role(), CategoricalReference.DEFAULT_CATEGORIES));
      } else if (overflowed(column)) {
        references.add(counted.numeric(found, candidate++, precision.points()));
      } else {
        references.add(found.numeric(column.name(), column.role(), precision.points()));
      }
    }
    return references;
  }
}
