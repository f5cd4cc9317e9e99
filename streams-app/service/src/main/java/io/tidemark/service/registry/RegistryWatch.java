// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers whether the registry answers, and tells the log when that changes: once, however often
 * it is asked. Thread-safe.
 */
final class RegistryWatch {

  private static final Logger logger = LoggerFactory.getLogger(RegistryWatch.class);

  private final List<URI> urls;
  private final Clock clock;
  private RegistryState state;

  RegistryWatch(List<URI> urls, Clock clock) {
    this.urls = urls;
    this.clock = clock;
    this.state = new RegistryState(true, clock.instant(), 0, "");
  }

  synchronized RegistryState state() {
    return state;
  }

  /** Every address failed. */
  synchronized void failed(String fault) {
    Instant since = state.answering() ? clock.instant() : state.since();
    if (state.answering()) {
      logger.warn(
          "The Schema Registry at {} does not answer: {}; what needs it waits and is tried again",
          urls,
          fault);
    }
    state = new RegistryState(false, since, state.failedRounds() + 1, fault);
  }

  /** An address answered, be it with a refusal. */
  synchronized void answered() {
    if (!state.answering()) {
      Duration away = Duration.between(state.since(), clock.instant());
      logger.info("The Schema Registry answers again, after {} s", away.toSeconds());
      state = new RegistryState(true, clock.instant(), state.failedRounds(), "");
    }
  }
}
