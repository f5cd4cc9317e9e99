// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Hands units of work from one source to several workers, each on a thread of its own; with one
 * worker, everything happens on the calling thread. Units are taken in order, and the failure told
 * is that of the first unit that failed.
 *
 * @param <U> the unit
 */
final class Conveyor<U> {

  /** Makes units, one after the other. */
  interface Source<U> {

    /** The next unit, or null at the end. */
    U next() throws TableException;
  }

  /** Does the work of a unit. */
  interface Worker<U> {

    /** Works. */
    void work(U unit) throws TableException;
  }

  private record Numbered<U>(long number, U unit) {}

  private static final int WAITING_PER_WORKER = 2;

  private final BlockingQueue<Numbered<U>> queue;
  private final Numbered<U> end = new Numbered<>(Long.MAX_VALUE, null);
  private long failedNumber = Long.MAX_VALUE;
  private Throwable failure;

  private Conveyor(int workers) {
    this.queue = new ArrayBlockingQueue<>(WAITING_PER_WORKER * workers);
  }

  static <U> void run(Source<U> source, List<? extends Worker<U>> workers) throws TableException {
    if (workers.size() == 1) {
      for (U unit = source.next(); unit != null; unit = source.next()) {
        workers.get(0).work(unit);
      }
      return;
    }
    new Conveyor<U>(workers.size()).runAll(source, workers);
  }

  private void runAll(Source<U> source, List<? extends Worker<U>> workers) throws TableException {
    List<Thread> threads = new ArrayList<>();
    for (Worker<U> worker : workers) {
      Thread thread = new Thread(() -> take(worker), "table-reader-" + threads.size());
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    try {
      feed(source);
      queue.put(end);
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      threads.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
      throw new TableException("reading was interrupted; start it again", e);
    }
    throwFailure();
  }

  private void feed(Source<U> source) throws InterruptedException {
    long number = 0;
    try {
      for (U unit = source.next(); unit != null && !failedBefore(number); unit = source.next()) {
        queue.put(new Numbered<>(number++, unit));
      }
    } catch (TableException | RuntimeException | Error e) {
      fail(number, e);
    }
  }

  private void take(Worker<U> worker) {
    try {
      Numbered<U> next = queue.take();
      while (next.unit != null) {
        if (!failedBefore(next.number)) {
          work(worker, next);
        }
        next = queue.take();
      }
      queue.put(next); // for the others
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(Worker<U> worker, Numbered<U> next) {
    try {
      worker.work(next.unit);
    } catch (TableException | RuntimeException | Error e) {
      fail(next.number, e);
    }
  }

  private synchronized boolean failedBefore(long number) {
    return failedNumber < number;
  }

  private synchronized void fail(long number, Throwable cause) {
    if (number < failedNumber) {
      failedNumber = number;
      failure = cause;
    }
  }

  private synchronized void throwFailure() throws TableException {
    if (failure instanceof TableException broken) {
      throw broken;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException unexpected) {
      throw unexpected;
    }
  }
}
