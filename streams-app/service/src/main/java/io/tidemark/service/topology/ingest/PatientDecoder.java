// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.ingest;

import io.tidemark.core.observation.JoinHalf;
import io.tidemark.service.registry.RegistryUnavailableException;
import io.tidemark.service.serde.UndecodableRecordException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a Schema Registry that does not answer, instead of failing the task: the record is
 * fine, only nobody can say what it means right now.
 *
 * <p>Known schemas are cached, so this happens only with ids not seen before. The patience ends
 * well before the consumer group would think the thread dead; then the thread fails, is replaced,
 * and reads the record again.
 */
final class PatientDecoder implements IngestProcessor.Decoder {

  private static final Logger logger = LoggerFactory.getLogger(PatientDecoder.class);

  private final IngestProcessor.Decoder decoder;
  private final Duration patience;
  private final Duration pause;

  /** A decoder that tries again after each pause, for as long as its patience lasts. */
  PatientDecoder(IngestProcessor.Decoder decoder, Duration patience, Duration pause) {
    this.decoder = decoder;
    this.patience = patience;
    this.pause = pause;
  }

  @Override
  public JoinHalf decode(byte[] value) throws UndecodableRecordException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return decoder.decode(value);
      } catch (RegistryUnavailableException e) {
        if (System.nanoTime() >= deadline) {
          throw e;
        }
        logger.warn("Waiting for the Schema Registry: {}", e.getMessage());
        await(e);
      }
    }
  }

  private void await(RegistryUnavailableException reason) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw reason;
    }
  }
}
