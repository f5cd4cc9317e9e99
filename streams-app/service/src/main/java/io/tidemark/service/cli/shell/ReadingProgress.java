// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.shell;

import io.tidemark.service.cli.table.ReadingWatch;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import picocli.CommandLine.Help.Ansi;

/**
 * Tells how far reading has come when it takes long: on a terminal one line that changes, first
 * after two seconds; elsewhere a line every ten. Not safe for use by several threads.
 */
public final class ReadingProgress implements ReadingWatch, AutoCloseable {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);
  private static final long REFRESH = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long REPEAT = TimeUnit.SECONDS.toNanos(10);

  private final PrintWriter err;
  private final boolean terminal;
  private final LongSupplier nanos;
  private long next;
  private int shown;

  /**
   * Starts the clock.
   *
   * @param err where to write
   * @param terminal whether a person looks on and a line can be written over
   * @param nanos a clock that never goes back, in nanoseconds
   */
  public ReadingProgress(PrintWriter err, boolean terminal, LongSupplier nanos) {
    this.err = err;
    this.terminal = terminal;
    this.nanos = nanos;
    this.next = nanos.getAsLong() + (terminal ? PATIENCE : REPEAT);
  }

  /**
   * Starts the clock, for a person if there seems to be one.
   *
   * @param err where to write
   * @return progress, to be closed
   */
  public static ReadingProgress on(PrintWriter err) {
    return new ReadingProgress(err, Ansi.AUTO.enabled(), System::nanoTime);
  }

  @Override
  public void read(Path file, long rows, double share) {
    long now = nanos.getAsLong();
    if (now - next < 0) {
      return;
    }
    next = now + (terminal ? REFRESH : REPEAT);
    String line =
        String.format(
            Locale.ROOT, "tidemark: reading %s: %,d rows, %.0f %%", file, rows, 100 * share);
    if (terminal) {
      err.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
      shown = line.length();
      err.flush();
    } else {
      err.println(line);
    }
  }

  /**
   * Writes a line of its own, whatever is shown at the moment.
   *
   * @param message the line
   */
  public void say(String message) {
    wipe();
    err.println(message);
  }

  @Override
  public void close() {
    wipe();
  }

  /** Takes away what is shown. */
  public void wipe() {
    if (shown > 0) {
      err.print("\r" + " ".repeat(shown) + "\r");
      err.flush();
      shown = 0;
    }
  }
}
