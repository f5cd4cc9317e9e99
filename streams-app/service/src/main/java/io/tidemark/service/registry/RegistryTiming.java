// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import java.time.Duration;
import java.util.Objects;

/**
 * How patiently the Schema Registry is asked.
 *
 * @param connectTimeout longest wait for a connection
 * @param requestTimeout longest wait for an answer
 * @param retries rounds over all addresses after the first has failed; 0 or more
 * @param backoff wait before the first of these rounds, doubled before each further one
 * @param maxBackoff longest wait before a round, also where the registry asks for a longer one
 * @param negativeCache how long an id that the registry does not know is not asked for again
 */
public record RegistryTiming(
    Duration connectTimeout,
    Duration requestTimeout,
    int retries,
    Duration backoff,
    Duration maxBackoff,
    Duration negativeCache) {

  /**
   * 5 s to connect, 10 s per request, 3 further rounds after 200 ms, 400 ms, 800 ms, unknown ids
   * remembered for 10 s.
   */
  public static final RegistryTiming DEFAULT =
      new RegistryTiming(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          3,
          Duration.ofMillis(200),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10));

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if {@code retries} is negative
   */
  public RegistryTiming {
    if (retries < 0) {
      throw new IllegalArgumentException("retries must be 0 or more, got " + retries);
    }
    Objects.requireNonNull(negativeCache, "negativeCache");
  }
}
