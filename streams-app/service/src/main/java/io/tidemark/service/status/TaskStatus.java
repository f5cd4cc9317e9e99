// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.status;

import io.tidemark.core.decide.AlertEvent;
import io.tidemark.core.decide.RetrainingTrigger;
import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import io.tidemark.service.status.LiveCounters.OfModel;
import io.tidemark.service.status.StatusCounters.DeadLetterKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The part of a {@link ServiceStatus} that one task writes.
 *
 * <p>Written by the task's stream thread, read by any thread. Counting takes no lock and allocates
 * nothing once a model version is known, but call it with sums, once per commit, not per record.
 * Once closed it publishes nothing more; counters still count.
 */
public final class TaskStatus implements AutoCloseable {

  /** The side of records that carry features. */
  public static final String FEATURES = "features";

  /** The side of records that carry predictions. */
  public static final String PREDICTIONS = "predictions";

  private final Map<Population, ModelStatus> models = new ConcurrentHashMap<>();
  private final Map<Integer, PartitionStatus> partitions = new ConcurrentHashMap<>();
  private final String taskId;
  private final ServiceStatus service;

  TaskStatus(String taskId, ServiceStatus service) {
    this.taskId = taskId;
    this.service = service;
  }

  /**
   * Publishes the verdict of a window that has just closed, and counts it unless it is of a
   * segment.
   *
   * @param verdict the verdict
   */
  public void windowClosed(WindowVerdict verdict) {
    Population population = verdict.report().population();
    if (population.isWhole()) {
      counters(population.modelVersion()).windowClosed(verdict.report().closeReason());
    }
    update(
        population,
        model ->
            new ModelStatus(
                population,
                verdict,
                appended(model.history(), WindowOutcome.of(verdict)),
                model.firing(),
                model.openWindows(),
                model.oldestOpenEndMillis()));
  }

  /**
   * Publishes a transition of an alert, and counts it unless it is of a segment.
   *
   * @param event the transition
   */
  public void alert(AlertEvent event) {
    if (event.population().isWhole()) {
      counters(event.modelVersion()).alert(event);
    }
    service.remember(event);
    if (event.state() == AlertEvent.State.FIRING) {
      firing(event.population(), event.alertId(), event.severity());
    } else {
      update(event.population(), model -> withFiring(model, event.alertId(), null));
    }
  }

  /**
   * Publishes that an alert is firing without counting a transition: for a task that finds it so in
   * its restored state.
   *
   * @param population whose alert it is
   * @param alertId the alert's stable id
   * @param severity how grave it is
   */
  public void firing(Population population, String alertId, AlertEvent.Severity severity) {
    update(population, model -> withFiring(model, alertId, severity));
  }

  /**
   * Remembers a retraining trigger that was published, and counts it.
   *
   * @param trigger the trigger
   */
  public void trigger(RetrainingTrigger trigger) {
    counters(trigger.modelVersion()).triggers.increment();
    service.remember(trigger);
  }

  /**
   * Counts joined observations.
   *
   * @param modelVersion whose they are
   * @param n how many more
   */
  public void observed(ModelVersion modelVersion, long n) {
    counters(modelVersion).observations.add(n);
  }

  /**
   * Counts observations that came after their window had closed.
   *
   * @param modelVersion whose they are
   * @param n how many more
   */
  public void late(ModelVersion modelVersion, long n) {
    counters(modelVersion).late.add(n);
  }

  /**
   * Counts records that found no partner.
   *
   * @param side what they carry: {@link #FEATURES} or {@link #PREDICTIONS}
   * @param n how many more
   */
  public void unmatched(String side, long n) {
    service.live().unmatched(side, n);
  }

  /**
   * Counts those of the {@link #unmatched} that were given up before the join window was over,
   * because too many waited.
   *
   * @param side what they carry: {@link #FEATURES} or {@link #PREDICTIONS}
   * @param n how many more
   */
  public void givenUp(String side, long n) {
    service.live().givenUp(side, n);
  }

  /**
   * Counts observations that were left out because too many windows were open.
   *
   * @param n how many more
   */
  public void refused(long n) {
    service.live().refused(n);
  }

  /**
   * Counts records whose prediction id had been seen already.
   *
   * @param n how many more
   */
  public void duplicates(long n) {
    service.live().duplicates(n);
  }

  /**
   * Counts ids of counted predictions that were forgotten early, because the task held too many.
   *
   * @param n how many more
   */
  public void forgottenIds(long n) {
    service.live().forgottenIds(n);
  }

  /**
   * Counts one record that was set aside as unusable.
   *
   * @param topic the topic it came from
   * @param reason stable code of what is wrong with it; never text from the record itself
   */
  public void deadLetter(String topic, String reason) {
    service.live().deadLetter(new DeadLetterKind(topic, reason));
  }

  /**
   * Publishes how far an input partition has come.
   *
   * @param partition the partition's number
   * @param watermarkMillis its watermark since the epoch, or {@link PartitionStatus#NO_WATERMARK}
   * @param idle whether it is idle
   */
  public void inputWatermark(int partition, long watermarkMillis, boolean idle) {
    partitions.put(partition, new PartitionStatus(partition, watermarkMillis, idle));
  }

  /**
   * Publishes the windows of a model version that are open.
   *
   * @param modelVersion whose they are
   * @param count how many; 0 clears the oldest end
   * @param oldestEndMillis end of the oldest one, since the epoch
   */
  public void openWindows(ModelVersion modelVersion, int count, long oldestEndMillis) {
    long oldest = count == 0 ? ModelStatus.NO_OPEN_WINDOW : oldestEndMillis;
    update(
        Population.whole(modelVersion),
        model ->
            new ModelStatus(
                model.population(),
                model.latest(),
                model.history(),
                model.firing(),
                count,
                oldest));
  }

  /**
   * Withdraws one model version with its segments, for a task that will not judge it any more.
   *
   * @param modelVersion which one
   */
  public void retire(ModelVersion modelVersion) {
    models.keySet().removeIf(population -> population.modelVersion().equals(modelVersion));
  }

  /**
   * Withdraws one population, for a task that has nothing of it any more.
   *
   * @param population which one; of a model version as a whole its segments stay
   */
  public void retire(Population population) {
    models.remove(population);
  }

  /** Withdraws everything this task published. Closing twice does no harm. */
  @Override
  public void close() {
    service.withdraw(this);
  }

  /** The readable form, for logs. */
  @Override
  public String toString() {
    return "status of task " + taskId;
  }

  Collection<ModelStatus> models() {
    return models.values();
  }

  Collection<PartitionStatus> partitions() {
    return partitions.values();
  }

  private OfModel counters(ModelVersion modelVersion) {
    return service.live().of(modelVersion);
  }

  private void update(Population population, UnaryOperator<ModelStatus> change) {
    models.compute(
        population, (key, model) -> change.apply(model == null ? ModelStatus.unknown(key) : model));
  }

  private static ModelStatus withFiring(
      ModelStatus model, String alertId, AlertEvent.Severity severity) {
    Map<String, AlertEvent.Severity> firing = new HashMap<>(model.firing());
    if (severity == null) {
      firing.remove(alertId);
    } else {
      firing.put(alertId, severity);
    }
    return new ModelStatus(
        model.population(),
        model.latest(),
        model.history(),
        firing,
        model.openWindows(),
        model.oldestOpenEndMillis());
  }

  private static List<WindowOutcome> appended(List<WindowOutcome> history, WindowOutcome outcome) {
    int from = Math.max(0, history.size() + 1 - ModelStatus.HISTORY);
    List<WindowOutcome> longer = new ArrayList<>(history.subList(from, history.size()));
    longer.add(outcome);
    return longer;
  }
}
