// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.shell;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command that runs for long end in good order: the signal to end (Ctrl-C, SIGTERM) wakes
 * the waiting command, or interrupts it if it does not wait yet. The process stays until the
 * command has closed what it opened, and ends with the exit code of the command.
 */
public final class StopSignal implements AutoCloseable {

  /** Longer than any process. */
  public static final Duration FOREVER = Duration.ofDays(36_500);

  private static final int NOT_IN_TIME = 1;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread command = Thread.currentThread();
  private final EndSignals signals;
  private volatile boolean waiting;

  /**
   * Starts to listen for the signal.
   *
   * @param patience longest time given to the command for closing
   */
  public StopSignal(Duration patience) {
    // For whatever else ends a JVM, and where signals cannot be caught.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(patience), "stop-signal"));
    signals =
        EndSignals.caught(
            () -> {
              if (!end(patience)) {
                Runtime.getRuntime().halt(NOT_IN_TIME);
              }
            });
  }

  /** Lets the command end; returns whether it did in time. */
  private boolean end(Duration patience) {
    ask();
    if (!waiting && done.getCount() > 0) {
      command.interrupt();
    }
    return awaitQuietly(done, patience);
  }

  /** Asks the command to end, as the signal does. */
  public void ask() {
    asked.countDown();
  }

  /**
   * Waits until asked to end.
   *
   * @param longest longest wait
   * @return whether it was asked; false when the time was over
   */
  public boolean await(Duration longest) {
    waiting = true;
    return awaitQuietly(asked, longest);
  }

  /** Waits until asked to end. */
  public void await() {
    await(FOREVER);
  }

  /** Says that everything is closed; the process may end. */
  @Override
  public void close() {
    done.countDown();
    signals.close();
  }

  private static boolean awaitQuietly(CountDownLatch latch, Duration longest) {
    try {
      return latch.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
