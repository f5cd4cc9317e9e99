// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.core.observation.JoinHalf;

/** Turns records of one input topic into domain nouns. Not thread-safe: one for each task. */
public interface InputDecoder extends AutoCloseable {

  /**
   * Decodes one record.
   *
   * @param record as it was read
   * @return a feature vector or a prediction
   * @throws UndecodableRecordException if it can never be decoded; for the dead letters
   * @throws io.tidemark.service.registry.RegistryUnavailableException if the registry is needed and
   *     cannot be asked; try again
   */
  JoinHalf decode(InputRecord record) throws UndecodableRecordException;

  /** Lets go of what it holds; mostly nothing. */
  @Override
  default void close() {}
}
