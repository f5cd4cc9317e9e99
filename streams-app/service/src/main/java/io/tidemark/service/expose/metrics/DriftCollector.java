// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.metrics;

import io.prometheus.client.Collector;
import io.tidemark.core.decide.AlertEvent;
import io.tidemark.core.decide.FeatureVerdict;
import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.evaluate.FeatureComparison;
import io.tidemark.core.evaluate.Statistic;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import io.tidemark.service.expose.metrics.StreamsFigures.InputLag;
import io.tidemark.service.registry.RegistryState;
import io.tidemark.service.status.ModelCounters;
import io.tidemark.service.status.ModelStatus;
import io.tidemark.service.status.PartitionStatus;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.status.StatusCounters;
import io.tidemark.service.status.WindowBytes;
import io.tidemark.service.status.WorstFirst;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Reads a {@link ServiceStatus} when Prometheus asks, and keeps no value of its own, so that
 * nothing stale is ever exported.
 *
 * <p>At most {@code maxSeries} series carry names from outside (models, features, topics,
 * partitions). When there are more, they are kept in this order and the rest is counted in {@code
 * tidemark_series_dropped}: inputs, model versions with the worst first, then features of any model
 * with the worst first, the whole of each before its segments. Time grows with models × features,
 * by a sort. Thread-safe.
 */
public final class DriftCollector extends Collector {

  private final ServiceStatus status;
  private final Supplier<StreamsFigures> streams;
  private final int maxSeries;

  /**
   * A collector over a status.
   *
   * @param status what is exported
   * @param streams figures of the stream runtime
   * @param maxSeries the bound on series; at least 1
   */
  public DriftCollector(ServiceStatus status, Supplier<StreamsFigures> streams, int maxSeries) {
    if (maxSeries < 1) {
      throw new IllegalArgumentException(
          "metrics.max.series must be at least 1, got " + maxSeries + ": choose e.g. 10000");
    }
    this.status = status;
    this.streams = streams;
    this.maxSeries = maxSeries;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    long started = System.nanoTime();
    SeriesBudget series = new SeriesBudget(maxSeries);
    StatusCounters counters = status.counters();
    List<ModelStatus> models = new ArrayList<>(status.models());
    models.sort(WorstFirst.MODELS);
    List<ModelStatus> segments = new ArrayList<>(status.segments());
    segments.sort(WorstFirst.MODELS);
    instance(series, counters);
    inputs(series, counters);
    models(series, models, counters);
    segments(series, segments);
    features(series, models);
    features(series, segments);
    series.put(DriftMetric.SERIES_DROPPED, series.dropped());
    series.put(
        DriftMetric.COLLECT_DURATION_SECONDS,
        (System.nanoTime() - started) / NANOSECONDS_PER_SECOND);
    series.endFixedGroup();
    return series.families();
  }

  private void instance(SeriesBudget series, StatusCounters counters) {
    counters
        .unmatched()
        .forEach((side, n) -> series.put(DriftMetric.UNMATCHED_RECORDS_TOTAL, n, side));
    counters
        .givenUp()
        .forEach((side, n) -> series.put(DriftMetric.GIVEN_UP_RECORDS_TOTAL, n, side));
    series.put(DriftMetric.DUPLICATE_RECORDS_TOTAL, counters.duplicates());
    series.put(DriftMetric.FORGOTTEN_IDS_TOTAL, counters.forgottenIds());
    series.put(DriftMetric.REFUSED_OBSERVATIONS_TOTAL, counters.refused());
    WindowBytes windows = status.windowBytes();
    series.put(DriftMetric.WINDOW_STATE_BYTES, windows.memory(), "memory");
    series.put(DriftMetric.WINDOW_STATE_BYTES, windows.disk(), "disk");
    RegistryState registry = status.registry();
    series.put(DriftMetric.SCHEMA_REGISTRY_UP, registry.answering() ? 1 : 0);
    series.put(DriftMetric.SCHEMA_REGISTRY_FAILURES_TOTAL, registry.failedRounds());
    series.endFixedGroup();
  }

  private void inputs(SeriesBudget series, StatusCounters counters) {
    StreamsFigures figures = streams.get();
    if (!figures.state().isEmpty()) {
      for (KafkaStreams.State state : KafkaStreams.State.values()) {
        boolean entered = state.name().equals(figures.state());
        series.put(DriftMetric.STREAMS_STATE, entered ? 1 : 0, lower(state));
      }
    }
    series.put(DriftMetric.STREAMS_ALIVE_THREADS, figures.aliveThreads());
    series.put(DriftMetric.STREAMS_FAILED_THREADS_TOTAL, figures.failedThreads());
    series.put(DriftMetric.STREAMS_COMMIT_MAX_SECONDS, figures.slowestCommitSeconds());
    series.put(DriftMetric.STREAMS_RESTORING_TASKS, figures.restoration().tasks());
    series.put(DriftMetric.STREAMS_RESTORE_REMAINING_RECORDS, figures.restoration().records());
    series.endFixedGroup();
    counters
        .deadLetters()
        .forEach(
            (kind, n) -> {
              series.put(DriftMetric.DEAD_LETTERS_TOTAL, n, kind.topic(), kind.reason());
              series.endGroup();
            });
    for (PartitionStatus partition : status.partitions()) {
      partition(series, partition);
    }
    for (InputLag lag : figures.lags()) {
      String partition = Integer.toString(lag.partition());
      series.put(DriftMetric.INPUT_LAG_RECORDS, lag.records(), lag.topic(), partition);
      series.endGroup();
    }
  }

  private static void partition(SeriesBudget series, PartitionStatus partition) {
    String number = Integer.toString(partition.partition());
    if (partition.hasWatermark()) {
      series.put(
          DriftMetric.INPUT_WATERMARK_TIMESTAMP_SECONDS,
          seconds(partition.watermarkMillis()),
          number);
    }
    series.put(DriftMetric.INPUT_IDLE, partition.idle() ? 1 : 0, number);
    series.endGroup();
  }

  /** Models judged here first; those that are only counted here follow. */
  private static void models(
      SeriesBudget series, List<ModelStatus> models, StatusCounters counters) {
    Map<ModelVersion, ModelCounters> remaining = new HashMap<>(counters.models());
    for (ModelStatus model : models) {
      ModelVersion name = model.modelVersion();
      gauges(series, model);
      if (model.latest() != null) {
        verdict(series, model.latest());
      }
      ModelCounters counted = remaining.remove(name);
      if (counted != null) {
        counters(series, name, counted);
      }
      series.endGroup();
    }
    remaining.entrySet().stream()
        .sorted(
            Comparator.comparing(
                    (Map.Entry<ModelVersion, ModelCounters> e) -> e.getValue().observations())
                .reversed()
                .thenComparing(Map.Entry::getKey))
        .forEach(
            entry -> {
              counters(series, entry.getKey(), entry.getValue());
              series.endGroup();
            });
  }

  private static void segments(SeriesBudget series, List<ModelStatus> segments) {
    for (ModelStatus segment : segments) {
      firing(series, segment);
      if (segment.latest() != null) {
        verdict(series, segment.latest());
      }
      series.endGroup();
    }
  }

  private static void gauges(SeriesBudget series, ModelStatus model) {
    String[] name = name(model.modelVersion());
    series.put(DriftMetric.OPEN_WINDOWS, model.openWindows(), name);
    if (model.hasOpenWindow()) {
      series.put(
          DriftMetric.OLDEST_OPEN_WINDOW_END_TIMESTAMP_SECONDS,
          seconds(model.oldestOpenEndMillis()),
          name);
    }
    firing(series, model);
  }

  private static void firing(SeriesBudget series, ModelStatus model) {
    String[] name = name(model.modelVersion());
    for (AlertEvent.Severity severity : AlertEvent.Severity.values()) {
      series.putOf(
          model.population().segmentText(),
          DriftMetric.ALERT_FIRING,
          model.isFiring(severity) ? 1 : 0,
          name[0],
          name[1],
          lower(severity));
    }
  }

  private static void verdict(SeriesBudget series, WindowVerdict verdict) {
    String[] name = name(verdict.report().modelVersion());
    String segment = verdict.report().population().segmentText();
    series.putOf(segment, DriftMetric.DRIFT_MODEL_VERDICT, VerdictCode.of(verdict.verdict()), name);
    series.putOf(segment, DriftMetric.DRIFT_DRIFTED_SHARE, verdict.driftedShare(), name);
    series.putOf(
        segment, DriftMetric.DRIFT_WINDOW_OBSERVATIONS, verdict.report().observations(), name);
    series.putOf(
        segment,
        DriftMetric.DRIFT_WINDOW_END_TIMESTAMP_SECONDS,
        seconds(verdict.report().window().endMillis()),
        name);
    if (verdict.report().population().isWhole() && verdict.report().hasReference()) {
      series.put(DriftMetric.REFERENCE_INFO, 1, name[0], name[1], verdict.report().referenceId());
    }
  }

  private static void counters(
      SeriesBudget series, ModelVersion modelVersion, ModelCounters counters) {
    String[] name = name(modelVersion);
    series.put(DriftMetric.OBSERVATIONS_TOTAL, counters.observations(), name);
    series.put(DriftMetric.LATE_RECORDS_TOTAL, counters.late(), name);
    series.put(DriftMetric.RETRAINING_TRIGGERS_TOTAL, counters.triggers(), name);
    counters
        .windowsClosed()
        .forEach(
            (reason, n) ->
                series.put(DriftMetric.WINDOWS_CLOSED_TOTAL, n, name[0], name[1], lower(reason)));
    counters
        .alerts()
        .forEach(
            (kind, n) ->
                series.put(
                    DriftMetric.ALERTS_TOTAL,
                    n,
                    name[0],
                    name[1],
                    lower(kind.severity()),
                    lower(kind.state())));
  }

  private static void features(SeriesBudget series, List<ModelStatus> models) {
    List<OwnedFeature> features = new ArrayList<>();
    for (ModelStatus model : models) {
      if (model.latest() != null) {
        for (FeatureVerdict feature : model.latest().features()) {
          features.add(OwnedFeature.of(model.population(), feature));
        }
      }
    }
    features.sort(OwnedFeature.WORST_FIRST);
    for (OwnedFeature owned : features) {
      feature(series, owned.population, owned.feature);
      series.endGroup();
    }
  }

  private static void feature(SeriesBudget series, Population population, FeatureVerdict feature) {
    FeatureComparison comparison = feature.comparison();
    String role = lower(comparison.role());
    ModelVersion modelVersion = population.modelVersion();
    String[] name = {modelVersion.model(), modelVersion.version(), comparison.feature(), role};
    String segment = population.segmentText();
    double ratio = WorstFirst.effectRatio(feature);
    series.putOf(segment, DriftMetric.DRIFT_EFFECT_RATIO, ratio, name);
    series.putOf(
        segment, DriftMetric.DRIFT_FEATURE_VERDICT, VerdictCode.of(feature.verdict()), name);
    if (!population.isWhole()) {
      return;
    }
    series.put(DriftMetric.DRIFT_PSI, value(comparison, "psi"), name);
    series.put(DriftMetric.DRIFT_KS, value(comparison, "ks"), name);
    series.put(DriftMetric.DRIFT_P_VALUE, feature.adjustedPValue(), name);
    series.put(
        DriftMetric.DRIFT_THRESHOLD,
        feature.threshold(),
        name[0],
        name[1],
        name[2],
        role,
        feature.decidedBy());
    series.put(DriftMetric.DRIFT_MISSING_SHARE, comparison.missingShare(), name);
    series.put(DriftMetric.DRIFT_WINDOW_SAMPLES, comparison.count(), name);
  }

  private static double value(FeatureComparison comparison, String key) {
    Statistic statistic = comparison.statistic(key);
    return statistic == null ? Double.NaN : statistic.value();
  }

  private static String[] name(ModelVersion modelVersion) {
    return new String[] {modelVersion.model(), modelVersion.version()};
  }

  private static double seconds(long millis) {
    return millis / MILLISECONDS_PER_SECOND;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** A feature with the two figures that order nearly all, worked out once for a sort. */
  private record OwnedFeature(
      Population population, FeatureVerdict feature, int rank, double ratio) {

    private static final Comparator<OwnedFeature> WORST_FIRST =
        Comparator.comparingInt(OwnedFeature::rank)
            .thenComparing(Comparator.comparingDouble(OwnedFeature::ratio).reversed())
            .thenComparing(OwnedFeature::feature, FeatureVerdict.WORST_FIRST)
            .thenComparing(OwnedFeature::population);

    static OwnedFeature of(Population population, FeatureVerdict feature) {
      int rank =
          switch (feature.verdict()) {
            case DRIFT -> 0;
            case WARNING -> 1;
            case STABLE, INSUFFICIENT_DATA, NO_REFERENCE -> 2;
          };
      double ratio = WorstFirst.effectRatio(feature);
      return new OwnedFeature(population, feature, rank, Double.isNaN(ratio) ? -1 : ratio);
    }
  }
}
