// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ValueLayout;
import java.util.Arrays;

/**
 * Where the values of records of one layout go in a profile, worked out once. Immutable and safe
 * for use by several threads.
 */
public final class SlotPlan {

  private final ValueLayout layout;
  private final int[] features;
  private final int[] absent;
  private final int unknown;

  SlotPlan(ReferenceProfile profile, FeatureRole role, ValueLayout layout) {
    this.layout = layout;
    this.features = new int[layout.size()];
    boolean[] present = new boolean[profile.size()];
    int strangers = 0;
    int expected = 0;
    for (int slot = 0; slot < features.length; slot++) {
      features[slot] = profile.indexOf(role, layout.name(slot));
      if (features[slot] < 0) {
        strangers++;
      } else {
        present[features[slot]] = true;
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
