// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.reference.CategoryText;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Observations put into a temporary file, so that they can be read more than once as the rows of a
 * table. Closing it deletes the file. Not thread-safe.
 *
 * <p>With a bound on the rows, those with the smallest hashes are kept: a uniform sample that
 * depends on the ids alone. In memory are one number for each row of the bound, and the column
 * names.
 */
public final class RowSpool implements AutoCloseable {

  static final byte NUMBER = 1;
  static final byte TEXT = 2;

  private final Path file;
  private final DataOutputStream out;
  private final long mostRows;
  private final PriorityQueue<Long> hashes = new PriorityQueue<>(Collections.reverseOrder());
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private final Set<String> features = new LinkedHashSet<>();
  private final Set<String> predictions = new LinkedHashSet<>();
  private final Set<String> clashes = new LinkedHashSet<>();
  private long rows;

  /**
   * Starts an empty file in the directory for temporary files.
   *
   * @param mostRows the most rows to keep; 1 or more; {@link Long#MAX_VALUE} for all
   * @throws UncheckedIOException if there is no room for it
   */
  public RowSpool(long mostRows) {
    this.mostRows = mostRows;
    try {
      file = Files.createTempFile("tidemark-rows-", ".tmp");
      out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Adds a row. A value that is both a feature and an output by name counts as the feature.
   *
   * @param hash well-mixed in all bits, and of the row alone
   * @param inputs the features
   * @param outputs the outputs
   * @throws UncheckedIOException if there is no room for it
   */
  public void add(long hash, ObservedValues inputs, ObservedValues outputs) {
    rows++;
    if (!isKept(hash)) {
      return;
    }
    try {
      out.writeLong(hash);
      write(inputs, FeatureRole.FEATURE);
      write(outputs, FeatureRole.PREDICTION);
      out.writeInt(-1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isKept(long hash) {
    if (mostRows == Long.MAX_VALUE) {
      return true;
    }
    if (hashes.size() >= mostRows) {
      if (hash >= hashes.peek()) {
        return false;
      }
      hashes.poll();
    }
    hashes.add(hash);
    return true;
  }

  private void write(ObservedValues values, FeatureRole role) throws IOException {
    for (int slot = 0; slot < values.size(); slot++) {
      int column = column(values.layout().name(slot), role);
      if (column < 0) {
        continue;
      }
      switch (values.type(slot)) {
        case NUMBER -> {
          out.writeInt(column);
          out.writeByte(NUMBER);
          out.writeDouble(values.number(slot));
        }
        case TEXT -> {
          out.writeInt(column);
          out.writeByte(TEXT);
          out.writeUTF(CategoryText.of(values.text(slot))); // bounded, and what counts of it
        }
        case MISSING -> {}
      }
    }
  }

  private int column(String name, FeatureRole role) {
    boolean feature = role == FeatureRole.FEATURE;
    (feature ? features : predictions).add(name);
    if ((feature ? predictions : features).contains(name)) {
      clashes.add(name);
      return feature ? columns.get(name) : -1;
    }
    Integer known = columns.putIfAbsent(name, columns.size());
    return known == null ? columns.size() - 1 : known;
  }

  /**
   * How many rows were added, kept or not.
   *
   * @return 0 or more
   */
  public long rows() {
    return rows;
  }

  /**
   * The columns that are outputs.
   *
   * @return their names
   */
  public Set<String> predictions() {
    Set<String> outputs = new LinkedHashSet<>(predictions);
    outputs.removeAll(features);
    return outputs;
  }

  /**
   * Names that were both a feature and an output.
   *
   * @return the names; mostly none
   */
  public Set<String> clashes() {
    return Collections.unmodifiableSet(clashes);
  }

  /**
   * Everything added, as a table with its columns in the order of their names. No rows may be added
   * afterwards.
   *
   * @param origin where the rows come from, for people
   * @return a table; of use until this is closed
   * @throws TableException if there is no room for it
   */
  public Table table(Path origin) throws TableException {
    try {
      out.flush();
    } catch (IOException e) {
      throw TableException.unreadable(file, e);
    }
    return new SpooledTable(
        origin, file, Map.copyOf(columns), hashes.isEmpty() ? Long.MAX_VALUE : hashes.peek());
  }

  @Override
  public void close() {
    try {
      out.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
