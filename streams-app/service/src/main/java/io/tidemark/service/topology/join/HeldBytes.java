// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.JoinHalf;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.Prediction;

/**
 * Estimates the memory that a waiting half takes: as a live object, and as the bytes that the store
 * holds of it once a commit has written it. It follows from the half alone, so that it is the same
 * after a restart and does not depend on when commits come.
 *
 * <p>For a 64-bit JVM with compressed references, and from above: a char counts as two bytes in
 * either form, and what records may share counts with each. Only names count in their written form
 * alone, because the live ones are held once for all records of a layout. Time grows with slots.
 */
final class HeldBytes {

  /** Entries of both maps, the objects, and the heads of arrays, of the id and of the bytes. */
  private static final int HALF = 416;

  private static final int MODEL_VERSION = 112;

  /** Live a type, a number and a reference; written a type, a number and the length of a name. */
  private static final int SLOT = 16 + 12;

  private static final int TEXT = 48;
  private static final int CHAR = 2 + 2;
  private static final int CHAR_OF_NAME = 2;

  private HeldBytes() {}

  /** The bytes that a half takes while it waits. */
  static long of(JoinHalf half) {
    if (half instanceof Prediction prediction) {
      long chars =
          (long) prediction.modelVersion().model().length()
              + prediction.modelVersion().version().length();
      return MODEL_VERSION + CHAR * chars + of(half, prediction.values());
    }
    return of(half, ((FeatureVector) half).values());
  }

  private static long of(JoinHalf half, ObservedValues values) {
    long bytes =
        HALF
            + CHAR * (long) half.predictionId().length()
            + SLOT * (long) values.size()
            + CHAR_OF_NAME * (long) values.layout().nameChars();
    for (int slot = 0; slot < values.size(); slot++) {
      if (values.type(slot) == ObservedValues.Type.TEXT) {
        bytes += TEXT + CHAR * (long) values.text(slot).length();
      }
    }
    return bytes;
  }
}
