// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import java.time.Duration;

/**
 * Tells the tasks of a stream thread when to ask for a commit.
 *
 * <p>Asked by a stream thread about itself; never blocks.
 */
public interface CommitPace {

  /** Leaves commits to the runtime's own interval. */
  CommitPace RUNTIME =
      new CommitPace() {
        @Override
        public boolean due() {
          return false;
        }

        @Override
        public Duration tick() {
          return Duration.ofMinutes(1);
        }
      };

  /**
   * Whether the thread that asks is to commit now.
   *
   * @return true once for each commit that is due, whichever task of the thread asks: the runtime
   *     commits all tasks of a thread together
   */
  boolean due();

  /** How often to ask. */
  Duration tick();
}
