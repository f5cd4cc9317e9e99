// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.status;

import io.tidemark.core.decide.AlertEvent;
import io.tidemark.core.evaluate.CloseReason;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.service.status.ModelCounters.AlertKind;
import io.tidemark.service.status.StatusCounters.DeadLetterKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The counters behind {@link StatusCounters}. Thread-safe; adding takes no lock. */
final class LiveCounters {

  private final Map<ModelVersion, OfModel> models = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> unmatched = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> givenUp = new ConcurrentHashMap<>();
  private final LongAdder duplicates = new LongAdder();
  private final LongAdder forgottenIds = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final Map<DeadLetterKind, LongAdder> deadLetters = new ConcurrentHashMap<>();
  private final int modelLimit;

  LiveCounters(int modelLimit) {
    this.modelLimit = modelLimit;
    for (String side : List.of(TaskStatus.FEATURES, TaskStatus.PREDICTIONS)) {
      unmatched.put(side, new LongAdder());
      givenUp.put(side, new LongAdder());
    }
  }

  /** Names come from producers, so their number is bounded here. */
  OfModel of(ModelVersion modelVersion) {
    OfModel known = models.get(modelVersion);
    if (known != null) {
      return known;
    }
    ModelVersion key = models.size() < modelLimit ? modelVersion : StatusCounters.OTHER;
    return models.computeIfAbsent(key, absent -> new OfModel());
  }

  void unmatched(String side, long n) {
    unmatched.computeIfAbsent(side, absent -> new LongAdder()).add(n);
  }

  void givenUp(String side, long n) {
    givenUp.computeIfAbsent(side, absent -> new LongAdder()).add(n);
  }

  void duplicates(long n) {
    duplicates.add(n);
  }

  void forgottenIds(long n) {
    forgottenIds.add(n);
  }

  void refused(long n) {
    refused.add(n);
  }

  void deadLetter(DeadLetterKind kind) {
    deadLetters.computeIfAbsent(kind, absent -> new LongAdder()).increment();
  }

  /** Observations of all models; far less work than a snapshot. */
  long observations() {
    long sum = 0;
    for (OfModel each : models.values()) {
      sum += each.observations.sum();
    }
    return sum;
  }

  StatusCounters snapshot() {
    Map<ModelVersion, ModelCounters> byModel = new TreeMap<>();
    models.forEach((modelVersion, counters) -> byModel.put(modelVersion, counters.snapshot()));
    return new StatusCounters(
        byModel,
        sums(unmatched),
        sums(givenUp),
        duplicates.sum(),
        forgottenIds.sum(),
        refused.sum(),
        sums(deadLetters));
  }

  private static <K> Map<K, Long> sums(Map<K, LongAdder> adders) {
    Map<K, Long> sums = new HashMap<>();
    adders.forEach((key, adder) -> sums.put(key, adder.sum()));
    return sums;
  }

  /** The counters of one model version. All keys exist from the start, so each begins at 0. */
  static final class OfModel {

    final LongAdder observations = new LongAdder();
    final LongAdder late = new LongAdder();
    final LongAdder triggers = new LongAdder();
    private final Map<CloseReason, LongAdder> windowsClosed = new HashMap<>();
    private final Map<AlertKind, LongAdder> alerts = new HashMap<>();

    OfModel() {
      for (CloseReason reason : CloseReason.values()) {
        windowsClosed.put(reason, new LongAdder());
      }
      for (AlertEvent.Severity severity : AlertEvent.Severity.values()) {
        for (AlertEvent.State state : AlertEvent.State.values()) {
          alerts.put(new AlertKind(severity, state), new LongAdder());
        }
      }
    }

    void windowClosed(CloseReason reason) {
      windowsClosed.get(reason).increment();
    }

    void alert(AlertEvent event) {
      alerts.get(new AlertKind(event.severity(), event.state())).increment();
    }

    ModelCounters snapshot() {
      return new ModelCounters(
          observations.sum(), late.sum(), sums(windowsClosed), sums(alerts), triggers.sum());
    }
  }
}
