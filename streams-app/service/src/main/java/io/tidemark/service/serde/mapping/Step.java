// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import io.tidemark.service.serde.AvroCursor;
import io.tidemark.service.serde.MalformedAvroException;
import io.tidemark.service.serde.UndecodableRecordException;

/** One step of a plan: reads what comes next to where it belongs, or passes over it. */
interface Step {

  void read(AvroCursor in) throws MalformedAvroException, UndecodableRecordException;

  /** All in turn. */
  static Step all(Step... steps) {
    return in -> {
      for (Step step : steps) {
        step.read(in);
      }
    };
  }

  /** Each reads the same value. */
  static Step same(Step... steps) {
    return in -> {
      int from = in.position();
      for (Step step : steps) {
        in.position(from);
        step.read(in);
      }
    };
  }

  /** The one that the branch of a union names. */
  static Step branch(Step... steps) {
    return in -> steps[Skips.branch(in, steps.length)].read(in);
  }
}
