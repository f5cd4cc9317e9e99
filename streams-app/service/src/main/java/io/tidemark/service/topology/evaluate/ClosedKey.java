// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.observation.ModelVersion;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Names what one life of a task wrote of a model version's closed windows.
 *
 * @param modelVersion whose
 * @param life of the task; 0 for all lives of earlier releases
 */
record ClosedKey(ModelVersion modelVersion, long life) {

  /** The number of a life that begins now; no other has it, but by a chance that does not count. */
  static long newLife() {
    return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
  }
}
