// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.http;

import io.tidemark.service.registry.RegistryState;
import java.util.function.Supplier;

/**
 * Health that also says when the Schema Registry does not answer. That changes no answer: known
 * schemas go on being read, what needs a new one waits, and another instance would do no better.
 */
public final class RegistryAwareHealth implements Health {

  private final Health health;
  private final Supplier<RegistryState> registry;

  /**
   * Adds the registry to some health.
   *
   * @param health what decides
   * @param registry the state of the registry
   */
  public RegistryAwareHealth(Health health, Supplier<RegistryState> registry) {
    this.health = health;
    this.registry = registry;
  }

  @Override
  public Answer live() {
    return health.live();
  }

  @Override
  public Answer ready() {
    Answer answer = health.ready();
    RegistryState state = registry.get();
    return state.answering()
        ? answer
        : new Answer(
            answer.ok(),
            answer.reason()
                + "; the Schema Registry has not answered since "
                + state.since()
                + ": "
                + state.fault());
  }
}
