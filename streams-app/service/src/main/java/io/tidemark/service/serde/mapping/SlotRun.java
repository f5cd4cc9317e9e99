// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import io.tidemark.service.serde.AvroCursor;
import io.tidemark.service.serde.MalformedAvroException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads values that follow one another in a record into slots that do so too: the features of most
 * schemas. A step for each would be called through an interface with a dozen implementations, and
 * so would its scalar; that costs more than the reading.
 */
final class SlotRun implements Step {

  private final Slots slots;
  private final int first;
  private final Scalar[] scalars;

  private SlotRun(Slots slots, int first, Scalar... scalars) {
    this.slots = slots;
    this.first = first;
    this.scalars = scalars;
  }

  /** A run of one. */
  static SlotRun of(Slots slots, int slot, Scalar scalar) {
    return new SlotRun(slots, slot, scalar);
  }

  /** The same steps with neighbouring runs made one. */
  static Step[] joined(List<Step> steps) {
    List<Step> joined = new ArrayList<>();
    for (Step step : steps) {
      int last = joined.size() - 1;
      if (step instanceof SlotRun run
          && last >= 0
          && joined.get(last) instanceof SlotRun before
          && before.isFollowedBy(run)) {
        joined.set(last, before.with(run));
      } else {
        joined.add(step);
      }
    }
    return joined.toArray(Step[]::new);
  }

  private boolean isFollowedBy(SlotRun next) {
    return next.slots == slots && next.first == first + scalars.length;
  }

  private SlotRun with(SlotRun next) {
    List<Scalar> all = new ArrayList<>(List.of(scalars));
    all.addAll(List.of(next.scalars));
    return new SlotRun(slots, first, all.toArray(Scalar[]::new));
  }

  @Override
  public void read(AvroCursor in) throws MalformedAvroException {
    int slot = first;
    for (Scalar scalar : scalars) {
      // Not more than asking for the class first, and then the call is a direct one.
      if (scalar instanceof Scalars.DoubleScalar number) {
        number.read(in, slots, slot);
      } else if (scalar instanceof Scalars.WholeScalar number) {
        number.read(in, slots, slot);
      } else if (scalar instanceof Scalars.TextScalar text) {
        text.read(in, slots, slot);
      } else if (scalar instanceof Scalars.UnionScalar union) {
        union.read(in, slots, slot);
      } else {
        scalar.read(in, slots, slot);
      }
      slot++;
    }
  }
}
