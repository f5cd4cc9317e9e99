// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.ingest;

import io.tidemark.service.serde.RejectedRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log of dead letters: the first of each topic and reason, then at most one line a minute
 * with the number since. A flood is for the metrics to count and for the dead-letter topic to keep.
 * Thread-safe.
 */
public final class DeadLetterLog {

  private static final Logger logger = LoggerFactory.getLogger(DeadLetterLog.class);
  private static final long PAUSE_MILLIS = 60_000;
  private static final int LONGEST_MESSAGE = 300;

  private final Map<Kind, Told> told = new HashMap<>();
  private final Consumer<String> lines;

  /** A log of this process. */
  public DeadLetterLog() {
    this(logger::warn);
  }

  DeadLetterLog(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Notes one. */
  synchronized void note(RejectedRecord record, long nowMillis) {
    Told last = told.computeIfAbsent(new Kind(record.topic(), record.reason()), k -> new Told());
    last.untold++;
    if (last.everTold && nowMillis - last.atMillis < PAUSE_MILLIS) {
      return;
    }
    String how =
        last.everTold
            ? last.untold + " more records of " + record.topic() + " went to the dead letters"
            : "A record of " + record.topic() + " went to the dead letters";
    lines.accept(
        how
            + ", the last from partition "
            + record.partition()
            + " offset "
            + record.offset()
            + ": "
            + record.reason()
            + ", "
            + oneLine(record.message()));
    last.everTold = true;
    last.atMillis = nowMillis;
    last.untold = 0;
  }

  /** Messages quote what strangers sent; a line break in it must not pass for a line of ours. */
  private static String oneLine(String message) {
    String cut =
        message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    return cut.replaceAll("\\p{Cntrl}", " ");
  }

  private record Kind(String topic, String reason) {}

  private static final class Told {
    private boolean everTold;
    private long atMillis;
    private long untold;
  }
}
