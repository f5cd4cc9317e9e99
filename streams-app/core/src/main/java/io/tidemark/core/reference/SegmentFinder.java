// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.Segment;
import io.tidemark.core.observation.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the segments that an observation belongs to: at most one for each set of columns that
 * segments are made by. A look-up is one of a hash table for each column, without allocation. Not
 * thread-safe, as it remembers where the columns lie in records.
 */
public final class SegmentFinder {

  private final Way[] ways;

  /**
   * Makes a finder.
   *
   * @param whole a complete reference
   */
  public SegmentFinder(ReferenceProfile whole) {
    Map<List<String>, List<Integer>> byColumns = new LinkedHashMap<>();
    List<ReferenceProfile> parts = whole.parts().profiles();
    for (int i = 0; i < parts.size(); i++) {
      byColumns
          .computeIfAbsent(parts.get(i).segment().columns(), columns -> new ArrayList<>())
          .add(i);
    }
    ways =
        byColumns.entrySet().stream()
            .map(entry -> new Way(whole, entry.getKey(), entry.getValue()))
            .toArray(Way[]::new);
  }

  /**
   * The number of sets of columns that segments are made by.
   *
   * @return 0 or more
   */
  public int ways() {
    return ways.length;
  }

  /**
   * Finds the segment of an observation.
   *
   * @param way 0 to {@code ways() - 1}
   * @param observation any of the reference's model version
   * @return the index of the part in the reference, or -1 when a column is missing or its value is
   *     not watched
   */
  public int find(int way, Observation observation) {
    return ways[way].find(observation);
  }

  /** The segments by one set of columns. */
  private static final class Way {
    private final SegmentColumn[] columns;

    /** The values of the columns as one number, sorted, and the part of each. */
    private final long[] keys;

    private final int[] parts;

    Way(ReferenceProfile whole, List<String> names, List<Integer> indexes) {
      columns = new SegmentColumn[names.size()];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = new SegmentColumn(whole, names.get(i));
      }
      Map<Long, Integer> byKey = new HashMap<>();
      for (int index : indexes) {
        byKey.put(key(whole.parts().profiles().get(index).segment()), index);
      }
      keys = byKey.keySet().stream().mapToLong(key -> key).sorted().toArray();
      parts = Arrays.stream(keys).mapToInt(byKey::get).toArray();
    }

    private long key(Segment segment) {
      long key = 0;
      for (int i = 0; i < columns.length; i++) {
        key = key * columns[i].size() + columns[i].require(segment.values().get(i));
      }
      return key;
    }

    int find(Observation observation) {
      long key = 0;
      for (SegmentColumn column : columns) {
        int category = column.category(observation);
        if (category < 0) {
          return -1;
        }
        key = key * column.size() + category;
      }
      int at = Arrays.binarySearch(keys, key);
      return at < 0 ? -1 : parts[at];
    }
  }

  /** A column that segments are made by, and where it lies in the records seen last. */
  private static final class SegmentColumn {
    private final FeatureRole role;
    private final CategoricalReference reference;
    private ValueLayout layout;
    private int slot = -1;

    SegmentColumn(ReferenceProfile whole, String name) {
      boolean feature = whole.indexOf(FeatureRole.FEATURE, name) >= 0;
      role = feature ? FeatureRole.FEATURE : FeatureRole.PREDICTION;
      int index = whole.indexOf(role, name);
      if (index < 0
          || !(whole.feature(index) instanceof CategoricalReference categorical)
          || categorical.categories() == 0) {
        throw new IllegalArgumentException(
            whole + " has segments by '" + name + "', which is none of its categorical columns");
      }
      reference = categorical;
    }

    int size() {
      return reference.categories();
    }

    int require(String value) {
      int category = reference.indexOf(value);
      if (category < 0) {
        throw new IllegalArgumentException(
            "'"
                + value
                + "' is no category that the reference keeps of '"
                + reference.name()
                + "'");
      }
      return category;
    }

    @SuppressWarnings("ReferenceEquality") // an equal layout under another identity works as well
    int category(Observation observation) {
      ObservedValues values = observation.values(role);
      if (values == null) {
        return -1;
      }
      if (values.layout() != layout) {
        layout = values.layout();
        slot = slotOf(layout, reference.name());
      }
      if (slot < 0) {
        return -1;
      }
      return switch (values.type(slot)) {
        case TEXT -> reference.indexOf(CategoryText.of(values.text(slot)));
        case NUMBER -> {
          double number = values.number(slot);
          yield Double.isNaN(number) ? -1 : reference.indexOf(number);
        }
        case MISSING -> -1;
      };
    }

    private static int slotOf(ValueLayout layout, String name) {
      for (int slot = 0; slot < layout.size(); slot++) {
        if (layout.name(slot).equals(name)) {
          return slot;
        }
      }
      return -1;
    }
  }
}
