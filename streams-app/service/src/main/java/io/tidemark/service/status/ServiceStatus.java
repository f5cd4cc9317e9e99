// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.status;

import io.tidemark.core.decide.AlertEvent;
import io.tidemark.core.decide.RetrainingTrigger;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import io.tidemark.service.registry.RegistryState;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What one instance of the service owns and has done: the only thing that metrics, the HTTP API and
 * the page read.
 *
 * <p>Gauges (verdicts, windows, watermarks, firing alerts) belong to the task that published them
 * and vanish when it closes, so nothing stale is seen after a rebalance. Counters and the recent
 * events belong to the instance and stay. Work that a transaction rolls back and repeats is counted
 * twice here, never in the output topics.
 *
 * <p>Thread-safe. Every answer is an immutable snapshot; each costs time in proportion to what it
 * returns.
 */
public final class ServiceStatus {

  /** How many alerts, and how many triggers, are remembered. */
  public static final int RECENT = 100;

  /** How many model versions are counted apart before the rest is counted together. */
  public static final int MODEL_LIMIT = 10_000;

  private static final RegistryState UNKNOWN_REGISTRY =
      new RegistryState(true, Instant.EPOCH, 0, "");

  private final Collection<TaskStatus> tasks = ConcurrentHashMap.newKeySet();
  private final Recent<AlertEvent> alerts = new Recent<>(RECENT);
  private final Recent<RetrainingTrigger> triggers = new Recent<>(RECENT);
  private final LiveCounters counters;
  private volatile Supplier<RegistryState> registry = () -> UNKNOWN_REGISTRY;
  private volatile Supplier<List<ReferenceStatus>> references = List::of;
  private volatile Supplier<WindowBytes> windowBytes = () -> new WindowBytes(0, 0);

  /** A status without tasks, counting up to {@link #MODEL_LIMIT} model versions apart. */
  public ServiceStatus() {
    this(MODEL_LIMIT);
  }

  ServiceStatus(int modelLimit) {
    counters = new LiveCounters(modelLimit);
  }

  /**
   * Says where the state of the Schema Registry comes from.
   *
   * @param state asked whenever somebody reads it
   */
  public void watchRegistry(Supplier<RegistryState> state) {
    registry = state;
  }

  /**
   * Whether the Schema Registry answers.
   *
   * @return a snapshot; answering while nobody watches it
   */
  public RegistryState registry() {
    return registry.get();
  }

  /**
   * Opens the part of the status that one task writes. May be called more than once for a task, by
   * each of its processors: what they publish is merged.
   *
   * @param taskId the task's name, for messages
   * @return the part; the caller must close it when the task is closed
   */
  public TaskStatus open(String taskId) {
    TaskStatus task = new TaskStatus(taskId, this);
    tasks.add(task);
    return task;
  }

  /**
   * Says where the references come from.
   *
   * @param source gives a snapshot; safe for use by several threads
   */
  public void referencesFrom(Supplier<List<ReferenceStatus>> source) {
    references = source;
  }

  /**
   * The published references, ordered by model version, the oldest of each first.
   *
   * @return a snapshot
   */
  public List<ReferenceStatus> references() {
    return references.get();
  }

  /**
   * Says where it is known how much open windows take.
   *
   * @param source gives a snapshot; safe for use by several threads
   */
  public void windowBytesFrom(Supplier<WindowBytes> source) {
    windowBytes = source;
  }

  /**
   * How much open windows take.
   *
   * @return a snapshot
   */
  public WindowBytes windowBytes() {
    return windowBytes.get();
  }

  /**
   * The model versions judged here, ordered by name.
   *
   * @return a snapshot
   */
  public List<ModelStatus> models() {
    return populations(Population::isWhole);
  }

  /**
   * The segments judged here, ordered by model version and name.
   *
   * @return a snapshot; empty where no reference watches any
   */
  public List<ModelStatus> segments() {
    return populations(population -> !population.isWhole());
  }

  /**
   * The segments of one model version that are judged here, ordered by name.
   *
   * @param modelVersion which one
   * @return a snapshot
   */
  public List<ModelStatus> segments(ModelVersion modelVersion) {
    return populations(p -> !p.isWhole() && p.modelVersion().equals(modelVersion));
  }

  private List<ModelStatus> populations(Predicate<Population> wanted) {
    Map<Population, ModelStatus> merged = new TreeMap<>();
    for (TaskStatus task : tasks) {
      for (ModelStatus model : task.models()) {
        if (wanted.test(model.population())) {
          merged.merge(model.population(), model, ServiceStatus::merge);
        }
      }
    }
    return List.copyOf(merged.values());
  }

  /**
   * The input partitions read here, ordered by number.
   *
   * @return a snapshot
   */
  public List<PartitionStatus> partitions() {
    Map<Integer, PartitionStatus> merged = new TreeMap<>();
    for (TaskStatus task : tasks) {
      for (PartitionStatus partition : task.partitions()) {
        merged.merge(
            partition.partition(),
            partition,
            (a, b) -> a.watermarkMillis() >= b.watermarkMillis() ? a : b);
      }
    }
    return List.copyOf(merged.values());
  }

  /**
   * Everything counted since the instance started.
   *
   * @return a snapshot; figures counted at the same moment may differ by the moment's work
   */
  public StatusCounters counters() {
    return counters.snapshot();
  }

  /**
   * Observations counted since the instance started, of all models. O(models), without a snapshot.
   */
  public long observations() {
    return counters.observations();
  }

  /**
   * The last {@link #RECENT} alert transitions of this instance, newest first.
   *
   * @return a snapshot
   */
  public List<AlertEvent> recentAlerts() {
    return alerts.newestFirst();
  }

  /**
   * The last {@link #RECENT} retraining triggers of this instance, newest first.
   *
   * @return a snapshot
   */
  public List<RetrainingTrigger> recentTriggers() {
    return triggers.newestFirst();
  }

  LiveCounters live() {
    return counters;
  }

  void remember(AlertEvent event) {
    alerts.add(event);
  }

  void remember(RetrainingTrigger trigger) {
    triggers.add(trigger);
  }

  void withdraw(TaskStatus task) {
    tasks.remove(task);
  }

  /** Two tasks speak of one model version when it was moved, or when two processors share it. */
  private static ModelStatus merge(ModelStatus a, ModelStatus b) {
    ModelStatus newer = newerOf(a, b);
    Map<String, AlertEvent.Severity> firing = new HashMap<>(a.firing());
    firing.putAll(b.firing());
    return new ModelStatus(
        a.population(),
        newer.latest(),
        newer.history(),
        firing,
        a.openWindows() + b.openWindows(),
        oldest(a, b));
  }

  private static ModelStatus newerOf(ModelStatus a, ModelStatus b) {
    if (a.latest() == null || b.latest() == null) {
      return a.latest() == null ? b : a;
    }
    boolean bIsNewer = b.latest().report().window().compareTo(a.latest().report().window()) > 0;
    return bIsNewer ? b : a;
  }

  private static long oldest(ModelStatus a, ModelStatus b) {
    if (!a.hasOpenWindow()) {
      return b.oldestOpenEndMillis();
    }
    return b.hasOpenWindow()
        ? Math.min(a.oldestOpenEndMillis(), b.oldestOpenEndMillis())
        : a.oldestOpenEndMillis();
  }
}
