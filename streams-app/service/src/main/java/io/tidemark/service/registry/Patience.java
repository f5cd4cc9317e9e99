// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import java.time.Duration;

/**
 * Asks again while the registry does not answer, for a while: the record in question is fine, only
 * nobody can say what it means right now.
 *
 * @param longest how long to go on
 * @param pause the wait between two tries
 */
public record Patience(Duration longest, Duration pause) {

  /**
   * Something that needs the registry.
   *
   * @param <T> what it gives
   * @param <E> what else may be wrong
   */
  @FunctionalInterface
  public interface Question<T, E extends Exception> {
    /** Asks once. */
    T ask() throws E;
  }

  /**
   * Asks until there is an answer.
   *
   * @param question what to ask
   * @param <T> what it gives
   * @param <E> what else may be wrong
   * @return the answer
   * @throws E as the question does
   * @throws RegistryUnavailableException if the registry has not answered all the while, or the
   *     thread was interrupted
   */
  public <T, E extends Exception> T ask(Question<T, E> question) throws E {
    long deadline = System.nanoTime() + longest.toNanos();
    while (true) {
      try {
        return question.ask();
      } catch (RegistryUnavailableException e) {
        if (System.nanoTime() >= deadline) {
          throw e;
        }
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
