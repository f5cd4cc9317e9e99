// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.dsl;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.statistics.KolmogorovSmirnov;
import io.tidemark.core.statistics.Outcome;
import io.tidemark.core.statistics.PopulationStabilityIndex;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * The aggregate of a window of one model: one array of counts for all columns, kept as the bytes
 * that are also its stored form, so that nothing is parsed or written out for an observation.
 *
 * <pre>
 * int  observations
 * int  count of bin 0 of column 0, bin 1 of column 0, ... , bin 0 of column 1, ...
 * </pre>
 */
final class Histograms {

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final String model;
  private final String version;
  private final List<Bins> columns;
  private final int length;

  Histograms(ReferenceProfile profile) {
    model = profile.modelVersion().model();
    version = profile.modelVersion().version();
    columns = profile.features().stream().map(Bins::of).toList();
    length = Integer.BYTES * (1 + columns.stream().mapToInt(Bins::size).sum());
  }

  byte[] empty() {
    return new byte[length];
  }

  /** Counts one joined record, in place. */
  byte[] count(GenericRecord joined, byte[] counts) {
    Map<?, ?> features = (Map<?, ?>) joined.get("features");
    Map<?, ?> predictions = (Map<?, ?>) joined.get("predictions");
    increment(counts, 0);
    int base = 1;
    for (Bins column : columns) {
      Map<?, ?> values = column.role == FeatureRole.FEATURE ? features : predictions;
      increment(counts, base + column.binOf(values.get(column.name)));
      base += column.size();
    }
    return counts;
  }

  /** The bin of each column: all that the aggregate needs of a joined record. */
  byte[] bins(GenericRecord features, GenericRecord prediction) {
    Map<?, ?> inputs = (Map<?, ?>) features.get("features");
    Map<?, ?> outputs = (Map<?, ?>) prediction.get("predictions");
    byte[] bins = new byte[columns.size()];
    for (int i = 0; i < bins.length; i++) {
      Bins column = columns.get(i);
      Map<?, ?> values = column.role == FeatureRole.FEATURE ? inputs : outputs;
      bins[i] = (byte) column.binOf(values.get(column.name));
    }
    return bins;
  }

  /** Counts one record that {@link #bins} made, in place. */
  byte[] count(byte[] bins, byte[] counts) {
    increment(counts, 0);
    int base = 1;
    for (int i = 0; i < bins.length; i++) {
      increment(counts, base + (bins[i] & 0xff));
      base += columns.get(i).size();
    }
    return counts;
  }

  private static void increment(byte[] counts, int index) {
    int at = index * Integer.BYTES;
    INTS.set(counts, at, (int) INTS.get(counts, at) + 1);
  }

  /** Compares a closed window with its reference. */
  GenericRecord evaluate(byte[] counts, long startMillis, long endMillis) {
    List<GenericRecord> results = new ArrayList<>(columns.size());
    int base = 1;
    for (Bins column : columns) {
      long[] current = new long[column.reference.length];
      for (int bin = 0; bin < current.length; bin++) {
        current[bin] = (int) INTS.get(counts, (base + bin) * Integer.BYTES);
      }
      results.add(evaluate(column, current));
      base += column.size();
    }
    GenericRecord result = new GenericData.Record(DslSchemas.RESULT);
    result.put("model", model);
    result.put("model_version", version);
    result.put("window_start", startMillis);
    result.put("window_end", endMillis);
    result.put("observations", (long) (int) INTS.get(counts, 0));
    result.put("columns", results);
    return result;
  }

  private static GenericRecord evaluate(Bins column, long[] current) {
    Outcome psi =
        PopulationStabilityIndex.compare(
            column.reference, current, PopulationStabilityIndex.DEFAULT_FLOOR);
    GenericRecord result = new GenericData.Record(DslSchemas.COLUMN);
    result.put("name", column.name);
    result.put("psi", psi.value());
    result.put("psi_p_value", psi.pValue());
    if (column.ordered()) {
      Outcome ks = KolmogorovSmirnov.compare(column.reference, current);
      result.put("ks", ks.value());
      result.put("ks_p_value", ks.pValue());
    }
    return result;
  }
}
