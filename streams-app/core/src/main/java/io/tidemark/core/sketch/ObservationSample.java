// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.sketch;

import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A uniform random sample of the observations of a stream, in bounded memory: those with the
 * smallest hashes (a bottom-k sketch; Cohen and Kaplan 2007, DOI 10.1145/1281100.1281133).
 *
 * <p>Chance comes from the observations themselves: the hash is over the time and all values. So
 * the sample depends on what was observed and on nothing else. Any order, any split over tasks and
 * any order of merging give the same sample, and the same bytes. Equal observations of one
 * millisecond are one row with a count.
 *
 * <p>At most {@value #MAX_ROWS} rows, and as many as fit in {@value #MAX_BYTES} bytes: 50 columns
 * of numbers leave room for all, 200 for 1,150, 1,000 for 230. The largest gap between the
 * distribution functions of a column and of its sample of {@code s} rows is below {@code 1.36 /
 * sqrt(s)} in 95 of 100 cases (Massart 1990, DOI 10.1214/aop/1176990746), 2.1 % at {@value
 * #MAX_ROWS}. A comparison with the sample accounts for that by itself, as its p-values know the
 * size.
 *
 * <p>O(1) for most observations of a long stream; one that is kept is found in O(log rows) and
 * moves the references to half of them. Not thread-safe.
 */
public final class ObservationSample {

  /** The most rows kept. */
  public static final int MAX_ROWS = 4_096;

  /** The most bytes of rows kept, by a bound on what each takes when written. */
  public static final int MAX_BYTES = 2 * 1024 * 1024;

  /** What a row takes on the heap beside its values, about. */
  private static final int ROW_OVERHEAD_BYTES = 100;

  private static final Comparator<SampledRow> BY_HASH =
      (a, b) -> Long.compareUnsigned(a.hash, b.hash);

  /** By hash as unsigned, ascending. */
  private final List<SampledRow> rows = new ArrayList<>();

  private final Map<ValueLayout, Integer> layouts = new HashMap<>();
  private final ByteWriter scratch = new ByteWriter(64);
  private long bytes;
  private long observations;

  /** Rows with this hash or a greater one may be lacking; none when {@link #cut} is false. */
  private long cutHash;

  private boolean cut;

  /*
   * Why the order does not matter: rows and bytes, names included, can only grow with the set of
   * rows. Let q be the smallest hash such that all rows up to q are too much. Whatever is cut
   * anywhere was the last of rows that were too much, so it is q or greater; and q itself is cut at
   * the latest when everything below it has come together. So in the end the cut is at q, always.
   */

  /** Makes an empty sample. */
  public ObservationSample() {}

  /**
   * Takes an observation.
   *
   * @param observation any; what is kept of it is a copy
   */
  public void accept(Observation observation) {
    observations++;
    add(observation, 1);
  }

  /**
   * Adds another sample.
   *
   * @param other not this; not changed
   */
  public void combine(ObservationSample other) {
    observations += other.observations;
    for (SampledRow row : other.rows) {
      if (isRefused(row.hash)) {
        break; // and so are all that follow
      }
      add(row.copy());
    }
    if (other.cut) {
      cutAt(other.cutHash);
    }
  }

  void addObservations(long more) {
    observations += more;
  }

  void add(Observation observation, long count) {
    long hash = SampledRow.hash(observation);
    if (!isRefused(hash)) {
      add(SampledRow.of(hash, observation, count, scratch));
    }
  }

  /** Whether a row of this hash is not kept. */
  boolean isRefused(long hash) {
    return cut && Long.compareUnsigned(hash, cutHash) >= 0;
  }

  /** Adds a row, which is kept if there is none of its hash, and has not been refused. */
  private void add(SampledRow row) {
    int at = Collections.binarySearch(rows, row, BY_HASH);
    if (at >= 0) {
      rows.get(at).count += row.count;
      return;
    }
    rows.add(-at - 1, row);
    bytes += row.bytes;
    keep(row.features);
    keep(row.predictions);
    while (bytes > MAX_BYTES || rows.size() > MAX_ROWS) {
      cutAt(rows.get(rows.size() - 1).hash);
    }
  }

  /** Drops the rows from a hash on, and refuses such rows from now on. */
  void cutAt(long hash) {
    if (isRefused(hash)) {
      return;
    }
    cut = true;
    cutHash = hash;
    while (!rows.isEmpty() && isRefused(rows.get(rows.size() - 1).hash)) {
      SampledRow row = rows.remove(rows.size() - 1);
      bytes -= row.bytes;
      letGo(row.features);
      letGo(row.predictions);
    }
  }

  private void keep(ValueLayout layout) {
    if (layout != null && layouts.merge(layout, 1, Integer::sum) == 1) {
      bytes += nameBytes(layout);
    }
  }

  private void letGo(ValueLayout layout) {
    if (layout != null && layouts.merge(layout, -1, Integer::sum) == 0) {
      layouts.remove(layout);
      bytes -= nameBytes(layout);
    }
  }

  private static long nameBytes(ValueLayout layout) {
    long bytes = 0;
    for (int slot = 0; slot < layout.size(); slot++) {
      bytes += 4 + 2L * layout.name(slot).length();
    }
    return bytes;
  }

  /**
   * How many observations it was given.
   *
   * @return 0 or more
   */
  public long observations() {
    return observations;
  }

  /**
   * How many different rows it keeps.
   *
   * @return 0 to {@value #MAX_ROWS}
   */
  public int rows() {
    return rows.size();
  }

  /**
   * Whether nothing was left out.
   *
   * @return true when the sample is all there was
   */
  public boolean isComplete() {
    return !cut;
  }

  /**
   * About how much memory its rows take.
   *
   * @return bytes on the heap
   */
  public long heldBytes() {
    return bytes + (long) ROW_OVERHEAD_BYTES * rows.size();
  }

  /** Whether rows may be lacking. */
  boolean isCut() {
    return cut;
  }

  /** From which hash on they may be lacking. */
  long cutHash() {
    return cutHash;
  }

  /** The rows in the order of their hashes. */
  List<SampledRow> sampledRows() {
    return Collections.unmodifiableList(rows);
  }
}
