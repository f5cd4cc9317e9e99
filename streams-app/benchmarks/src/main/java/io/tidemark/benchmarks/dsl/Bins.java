// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.dsl;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.NumericReference;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.util.Utf8;

/** The bins of one column, made from its reference; the last one is for missing values. */
abstract class Bins {

  private static final int NUMERIC_BINS = 10;

  final Utf8 name;
  final FeatureRole role;

  /** How many values of the reference lie in each bin, the one for missing values left out. */
  final long[] reference;

  private Bins(FeatureReference column, long[] reference) {
    this.name = new Utf8(column.name());
    this.role = column.role();
    this.reference = reference;
  }

  static Bins of(FeatureReference reference) {
    return reference instanceof NumericReference numeric
        ? new Numeric(numeric, numeric.edges(NUMERIC_BINS))
        : new Categorical((CategoricalReference) reference);
  }

  /** The bin of a value as Avro's generic reader gives it; null is missing. */
  final int binOf(Object value) {
    return value == null ? missing() : binOfPresent(value);
  }

  final int missing() {
    return reference.length;
  }

  /** Bins, the one for missing values included. */
  final int size() {
    return reference.length + 1;
  }

  abstract boolean ordered();

  abstract int binOfPresent(Object value);

  private static final class Numeric extends Bins {
    private final double[] edges;

    Numeric(NumericReference column, double[] edges) {
      super(column, counts(column, edges));
      this.edges = edges;
    }

    private static long[] counts(NumericReference column, double[] edges) {
      long[] counts = new long[edges.length + 1];
      for (int i = 0; i < column.points(); i++) {
        counts[bin(edges, column.point(i))] +=
            column.cellCount(2 * i) + column.cellCount(2 * i + 1);
      }
      counts[edges.length] += column.cellCount(column.cells() - 1);
      return counts;
    }

    /** How many edges are less than the value. */
    private static int bin(double[] edges, double value) {
      int low = 0;
      int high = edges.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (edges[middle] < value) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    @Override
    boolean ordered() {
      return true;
    }

    @Override
    int binOfPresent(Object value) {
      if (value instanceof Number number && !Double.isNaN(number.doubleValue())) {
        return bin(edges, number.doubleValue());
      }
      return missing();
    }
  }

  private static final class Categorical extends Bins {
    private final Map<Object, Integer> categories = new HashMap<>();

    Categorical(CategoricalReference column) {
      super(column, counts(column));
      for (int i = 0; i < column.categories(); i++) {
        categories.put(new Utf8(column.category(i)), i);
      }
    }

    private static long[] counts(CategoricalReference column) {
      long[] counts = new long[column.categories() + 1];
      for (int i = 0; i < column.categories(); i++) {
        counts[i] = column.categoryCount(i);
      }
      counts[column.categories()] = column.otherCount();
      return counts;
    }

    @Override
    boolean ordered() {
      return false;
    }

    @Override
    int binOfPresent(Object value) {
      return categories.getOrDefault(value, categories.size());
    }
  }
}
