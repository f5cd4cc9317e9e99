// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import io.tidemark.service.registry.RegistryConfig;
import io.tidemark.service.registry.RegistryException;
import io.tidemark.service.registry.RegistryUnavailableException;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.topology.TopologyParts;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Waits for the Schema Registry before the stream starts, which could not read a record without.
 */
final class RegistryPreflight {

  /** Between two tries, which on a refused connection take no time themselves. */
  private static final Duration PAUSE = Duration.ofSeconds(4);

  private RegistryPreflight() {}

  /**
   * Registers, or looks up, what the outputs are written with, so that a refusal shows now and not
   * at the first closed window.
   *
   * @throws StartupException if the registry refuses a schema
   */
  static void prepare(TopologyParts.Formats formats, boolean writesReferences) {
    try {
      formats.deadLetters().schemaId();
      formats.encoders().results().schemaId();
      formats.encoders().alerts().schemaId();
      if (writesReferences) {
        formats.references().schemaId();
      }
    } catch (RegistryException e) {
      throw refusal(e);
    }
  }

  private static StartupException refusal(RegistryException e) {
    return new StartupException(
        "the Schema Registry refuses: " + e.getMessage() + "; check schema.registry.*", e);
  }

  /**
   * Asks the registry something harmless until it answers.
   *
   * @throws StartupException if it does not answer in time, or refuses
   */
  static void check(SchemaRegistryClient registry, RegistryConfig config, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        registry.subjects();
        return;
      } catch (RegistryUnavailableException e) {
        if (System.nanoTime() >= deadline) {
          throw new StartupException(
              "no Schema Registry answered at "
                  + config.urls()
                  + " within "
                  + patience.toSeconds()
                  + " s; check schema.registry.url and the network ("
                  + e.getMessage()
                  + ")",
              e);
        }
        pause();
      } catch (RegistryException e) {
        throw refusal(e);
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("interrupted while waiting for the Schema Registry", e);
    }
  }
}
