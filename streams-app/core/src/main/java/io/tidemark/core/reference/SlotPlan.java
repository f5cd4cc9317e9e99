// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import java.util.Arrays;

/**
 * Where the values of records of one layout go in a profile, worked out once. Immutable and safe
 * for use by several threads.
 */
public final class SlotPlan {

  private final ValueLayout layout;
  private final int[] features;
  private final PointIndex[] indexes;
  private final int[] absent;
  private final int unknown;

  SlotPlan(ReferenceProfile profile, FeatureRole role, ValueLayout layout) {
    this.layout = layout;
    this.features = new int[layout.size()];
    this.indexes = new PointIndex[layout.size()];
    boolean[] present = new boolean[profile.size()];
    int strangers = 0;
    int expected = 0;
    for (int slot = 0; slot < features.length; slot++) {
      features[slot] = profile.indexOf(role, layout.name(slot));
      if (features[slot] < 0) {
        strangers++;
      } else {
        present[features[slot]] = true;
        indexes[slot] = indexOf(profile.feature(features[slot]));
      }
    }
    int[] lacking = new int[profile.size()];
    for (int i = 0; i < profile.size(); i++) {
      if (profile.feature(i).role() == role && !present[i]) {
        lacking[expected++] = i;
      }
    }
    this.unknown = profile.size() == 0 || profile.segment() != null ? 0 : strangers;
    this.absent = Arrays.copyOf(lacking, expected);
  }

  private static PointIndex indexOf(FeatureReference reference) {
    return reference instanceof NumericReference numeric ? numeric.index() : null;
  }

  /**
   * The layout this is for.
   *
   * @return the instance that was asked with
   */
  public ValueLayout layout() {
    return layout;
  }

  /**
   * Where the value of a slot goes.
   *
   * @param slot 0 to {@code layout().size() - 1}
   * @return the index of a feature in the profile, or -1 when the profile does not have the name
   */
  public int feature(int slot) {
    return features[slot];
  }

  /**
   * Finds the cells of the numbers of a record, before anything is counted. In two short loops, so
   * that a processor has many searches under way at once: the tables of twenty features do not fit
   * the nearest cache, and one value after the other would wait for each load in turn.
   *
   * @param values a record of the layout
   * @param cells receives the cell of each slot; of no meaning where the slot holds no finite
   *     number or the profile has no numeric feature for it
   */
  public void findCells(ObservedValues values, int[] cells) {
    for (int slot = 0; slot < indexes.length; slot++) {
      PointIndex index = indexes[slot];
      if (index != null) {
        cells[slot] = index.start(values.number(slot));
      }
    }
    for (int slot = 0; slot < indexes.length; slot++) {
      PointIndex index = indexes[slot];
      if (index != null) {
        cells[slot] = index.cellFrom(cells[slot], values.number(slot));
      }
    }
  }

  /**
   * The number of features of the profile, of the role asked for, that the layout lacks.
   *
   * @return 0 or more
   */
  public int absent() {
    return absent.length;
  }

  /**
   * A feature that the layout lacks.
   *
   * @param i 0 to {@code absent() - 1}
   * @return its index in the profile
   */
  public int absent(int i) {
    return absent[i];
  }

  /**
   * How many names of the layout the profile does not have.
   *
   * @return 0 or more; always 0 for a profile without features, and for a part: its whole tells
   */
  public int unknown() {
    return unknown;
  }
}
