// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.engine;

/** Something that reads the inputs and counts pairs. */
interface Engine {

  /** Begins to read; returns at once. */
  void start() throws Exception;

  /** Pairs counted so far, as the engine itself knows. */
  long observed();
}
