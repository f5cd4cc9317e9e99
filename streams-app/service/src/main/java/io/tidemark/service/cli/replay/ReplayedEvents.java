// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.replay;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.WindowSpec;
import io.tidemark.service.cli.table.TableException;
import io.tidemark.service.demo.InputPublisher;
import java.util.SortedSet;
import java.util.TreeSet;

/** Publishes the events of a file and works out which windows must come of them. */
final class ReplayedEvents {

  private final WindowSpec spec;
  private final long latestMillis;
  private final SortedSet<EvaluationWindow> windows = new TreeSet<>();
  private long published;
  private long tooFarAhead;
  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;
  private long disorderMillis;

  /**
   * Nothing published yet.
   *
   * @param spec how event time is cut into windows
   * @param latestMillis event time after which the service takes no event
   */
  ReplayedEvents(WindowSpec spec, long latestMillis) {
    this.spec = spec;
    this.latestMillis = latestMillis;
  }

  /** Publishes all events; returns when they have arrived. */
  void publish(EventFile file, InputPublisher publisher) throws TableException {
    file.read(
        (features, prediction) -> {
          published++;
          note(prediction.timestampMillis());
          publisher.publish(features);
          publisher.publish(prediction);
        });
    publisher.flush();
  }

  private void note(long timestampMillis) {
    if (timestampMillis > latestMillis) {
      tooFarAhead++;
      return;
    }
    firstMillis = Math.min(firstMillis, timestampMillis);
    lastMillis = Math.max(lastMillis, timestampMillis);
    disorderMillis = Math.max(disorderMillis, lastMillis - timestampMillis);
    EvaluationWindow pane = spec.paneOf(timestampMillis);
    // An event so late that its pane may be closed already does not promise a result.
    if (lastMillis < spec.closeMillis(pane)) {
      windows.addAll(spec.windowsOf(pane));
    }
  }

  /** The windows that must give a result, in order. */
  SortedSet<EvaluationWindow> windows() {
    return windows;
  }

  long published() {
    return published;
  }

  /** Events whose time lies further in the future than the service takes. */
  long tooFarAhead() {
    return tooFarAhead;
  }

  /** How far behind an earlier one an event was at most. */
  long disorderMillis() {
    return disorderMillis;
  }

  long graceMillis() {
    return spec.graceMillis();
  }

  /** The earliest event time; meaningful when there are windows. */
  long firstMillis() {
    return firstMillis;
  }

  /** The latest event time; meaningful when there are windows. */
  long lastMillis() {
    return lastMillis;
  }
}
