// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ValueLayout;

/**
 * The plans of the last few layouts seen in one role. Copied on write; a race between threads costs
 * a plan made twice, nothing else.
 */
final class SlotPlans {

  /** A producer in the middle of a schema change uses two layouts; this leaves room for more. */
  private static final int KEPT = 8;

  private final ReferenceProfile profile;
  private final FeatureRole role;
  private volatile SlotPlan[] plans = {};

  SlotPlans(ReferenceProfile profile, FeatureRole role) {
    this.profile = profile;
    this.role = role;
  }

  @SuppressWarnings("ReferenceEquality") // the quick look; equal layouts are found by the slow one
  SlotPlan of(ValueLayout layout) {
    SlotPlan[] known = plans;
    for (SlotPlan plan : known) {
      if (plan.layout() == layout) {
        return plan;
      }
    }
    for (SlotPlan plan : known) {
      if (plan.layout().equals(layout)) {
        return plan;
      }
    }
    SlotPlan made = new SlotPlan(profile, role, layout);
    int length = Math.min(KEPT, known.length + 1);
    SlotPlan[] next = new SlotPlan[length];
    next[0] = made;
    System.arraycopy(known, 0, next, 1, length - 1);
    plans = next;
    return made;
  }
}
