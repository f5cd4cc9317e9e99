// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import static java.util.Map.entry;

import io.tidemark.core.decide.Correction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of all settings; those of the Schema Registry stand in {@link RegistryKeys}, those of
 * the join in {@link JoinKeys}. It is the only place where a name, a default or a description
 * stands; {@code docs/configuration.md} is made from it.
 */
public final class ConfigKeys {

  private static final List<ConfigKey<?>> ALL = new ArrayList<>();

  /** Settings that begin so are Kafka's own and are passed on without the prefix. */
  static final String KAFKA_PREFIX = "kafka.";

  /** What follows is a column's name, the value its weight. */
  static final String IMPORTANCE_PREFIX = "drift.importance.";

  static final ConfigKey<String> BOOTSTRAP_SERVERS =
      key(
          "kafka.bootstrap.servers",
          ConfigType.servers(),
          "localhost:9092",
          "The brokers to ask first.");
  static final ConfigKey<String> APPLICATION_ID =
      key(
          "kafka.application.id",
          ConfigType.applicationId(),
          "tidemark",
          "Names the consumer group, the internal topics and the transactions. Instances with the"
              + " same id share the work.");
  static final ConfigKey<String> PROCESSING_GUARANTEE =
      key(
          "kafka.processing.guarantee",
          ConfigType.choice(
              Map.of("exactly_once_v2", "exactly_once_v2", "at_least_once", "at_least_once"),
              List.of("exactly_once_v2", "at_least_once")),
          "exactly_once_v2",
          "With exactly_once_v2 every observation is counted once through crashes and rebalances.");
  static final ConfigKey<Duration> COMMIT_INTERVAL =
      key(
          "kafka.commit.interval.ms",
          ConfigType.millis(10),
          "1000",
          "How often work is committed. Output appears, and memory becomes durable, at commits. A"
              + " thread with a backlog commits less often: after 262,144 records or 5 s.");
  static final ConfigKey<Integer> STREAM_THREADS =
      key(
          "kafka.num.stream.threads",
          ConfigType.integer(1, 1024),
          "1",
          "Threads that process partitions in this instance.");
  static final ConfigKey<String> STATE_DIR =
      key(
          "kafka.state.dir",
          ConfigType.text(),
          "tidemark-state",
          "Directory of local state. It can be lost between two starts: state is restored from"
              + " Kafka.");

  static {
    ALL.addAll(RegistryKeys.all());
  }

  static final ConfigKey<String> FEATURES_TOPIC =
      topic("features", "ml-features", "Features, keyed by prediction id. Input.");
  static final ConfigKey<String> PREDICTIONS_TOPIC =
      topic(
          "predictions",
          "ml-predictions",
          "Predictions, keyed by prediction id, with as many partitions as the features. Input.");
  static final ConfigKey<String> REFERENCES_TOPIC =
      topic("references", "reference-profiles", "Reference profiles, compacted. Input.");
  static final ConfigKey<String> RESULTS_TOPIC =
      topic("results", "drift-results", "One result for each closed window. Output.");
  static final ConfigKey<String> ALERTS_TOPIC =
      topic("alerts", "drift-alerts", "One event for each transition of an alert. Output.");
  static final ConfigKey<String> TRIGGERS_TOPIC =
      topic("triggers", "retraining-triggers", "Requests to train a model anew. Output.");
  static final ConfigKey<String> DEAD_LETTERS_TOPIC =
      topic("dead.letters", "drift-dead-letters", "Records that could not be used. Output.");
  static final ConfigKey<Boolean> TOPICS_CREATE =
      key(
          "topics.create",
          ConfigType.flag(),
          "true",
          "Whether missing output topics and the references topic are created at start. Inputs"
              + " never are.");

  static final InputKeys FEATURES_INPUT = input(InputKeys.ofFeatures());
  static final InputKeys PREDICTIONS_INPUT = input(InputKeys.ofPredictions());

  static final ConfigKey<Duration> WINDOWS_SIZE =
      key(
          "windows.size",
          ConfigType.duration(Duration.ofSeconds(1)),
          "1h",
          "Length of the windows of event time, aligned to the epoch. A window should hold some"
              + " hundred observations.");
  static final ConfigKey<Optional<Duration>> WINDOWS_ADVANCE =
      key(
          "windows.advance",
          ConfigType.optionalDuration(Duration.ofSeconds(1), "size"),
          "size",
          "From the start of a window to the start of the next. `size` makes windows that do not"
              + " overlap; a shorter one makes hopping windows, such as the last 24h every hour."
              + " The size must be a whole multiple of it.");
  static final ConfigKey<Duration> WINDOWS_GRACE =
      key(
          "windows.grace",
          ConfigType.duration(Duration.ZERO),
          "5m",
          "How long after its end a window stays open for late observations.");
  static final ConfigKey<Duration> WINDOWS_IDLE_TIMEOUT =
      key(
          "windows.idle.timeout",
          ConfigType.duration(Duration.ofMillis(1)),
          "1m",
          "How long a caught-up partition must be silent before windows close without it.");

  static final ConfigKey<Duration> STATE_RETENTION =
      key(
          "windows.state.retention",
          ConfigType.duration(Duration.ofSeconds(1)),
          "7d",
          "How long, in event time, what is remembered of a model version outlives its last window:"
              + " runs of windows, and through when its windows have closed. An alert that fires is"
              + " kept until it is resolved. At least the length of two windows with their grace.");
  static final ConfigKey<Optional<Long>> WINDOWS_MEMORY =
      key(
          "windows.memory.bytes",
          ConfigType.optionalBytes(1 << 20, "auto"),
          "auto",
          "Most memory for open windows in an instance, and for the samples that references are"
              + " made of; `auto` is a quarter of the heap. What is more is on disk, in"
              + " `kafka.state.dir`, until it is not needed any more.");

  static {
    ALL.addAll(JoinKeys.all());
  }

  static final ConfigKey<Duration> INGEST_MAX_FUTURE =
      key(
          "ingest.max.future",
          ConfigType.duration(Duration.ZERO),
          "5m",
          "How far ahead of the wall clock an event time may lie. Records beyond it are dead"
              + " letters, so that one wrong clock cannot close every window. No longer than"
              + " `windows.grace`, or one record may make late what the others stamp with the"
              + " present.");
  static final ConfigKey<Integer> INGEST_MAX_RECORD_BYTES =
      key(
          "ingest.max.record.bytes",
          ConfigType.bytes(),
          "1MiB",
          "Largest value of a record. Larger ones are dead letters. One that waits for its partner"
              + " is kept in a changelog, names and all, so stay well below"
              + " `kafka.producer.max.request.size` (8 MiB unless set).");

  static final ConfigKey<Boolean> REFERENCES_AUTO =
      key(
          "references.auto",
          ConfigType.flag(),
          "false",
          "Whether a model version without a reference gets one, named auto, from a sample of its"
              + " first windows. What it judges by is then what it did at first, right or wrong.");
  static final ConfigKey<Integer> REFERENCES_AUTO_WINDOWS =
      key(
          "references.auto.windows",
          ConfigType.integer(1, 100_000),
          "24",
          "How many closed windows with observations that takes at least. They should span what"
              + " repeats, such as a day.");
  static final ConfigKey<Integer> REFERENCES_AUTO_OBSERVATIONS =
      key(
          "references.auto.observations",
          ConfigType.integer(50, Integer.MAX_VALUE),
          "5000",
          "How many observations that takes at least.");
  static final ConfigKey<Optional<Duration>> REFERENCES_ROLLING =
      key(
          "references.rolling",
          ConfigType.optionalDuration(Duration.ofSeconds(1), "off"),
          "off",
          "A period, such as 24h; after each, a reference named rolling is made of it, which counts"
              + " where there is no other or it is activated. It must hold whole windows.");
  static final ConfigKey<Integer> REFERENCES_ROLLING_OBSERVATIONS =
      key(
          "references.rolling.observations",
          ConfigType.integer(50, Integer.MAX_VALUE),
          "5000",
          "How many observations that takes at least; else the reference before it stays.");

  static final ConfigKey<Integer> EVALUATION_BINS =
      key(
          "evaluation.bins",
          ConfigType.integer(2, 1000),
          "10",
          "Bins of a numeric column, at quantiles of the reference, for PSI and the like.");
  static final ConfigKey<Double> EVALUATION_PSI_FLOOR =
      key(
          "evaluation.psi.floor",
          ConfigType.positive(0.1),
          "1e-4",
          "What a share of 0 is raised to in PSI.");

  static final ConfigKey<EvaluationSettings.Statistics> EVALUATION_STATISTICS =
      key(
          "evaluation.statistics",
          ConfigType.choice(
              Map.of(
                  "default", EvaluationSettings.Statistics.DEFAULT,
                  "all", EvaluationSettings.Statistics.ALL),
              List.of("default", "all")),
          "default",
          "Which statistics a result carries besides those that decide. All of them cost some"
              + " milliseconds a window.");

  static final ConfigKey<Boolean> SEGMENTS_ENABLED =
      key(
          "segments.enabled",
          ConfigType.flag(),
          "true",
          "Whether the segments that a reference was built with are watched beside the whole.");

  static final ConfigKey<Double> DRIFT_ALPHA =
      key(
          "drift.alpha",
          ConfigType.positive(1),
          "0.01",
          "Highest corrected p-value that counts as beyond chance. Hourly windows come by 168 a"
              + " week and model: 0.05 would let chance into eight of them.");
  static final ConfigKey<Correction> DRIFT_CORRECTION =
      key(
          "drift.correction",
          ConfigType.choice(
              Map.of(
                  "benjamini-hochberg",
                  Correction.BENJAMINI_HOCHBERG,
                  "bonferroni",
                  Correction.BONFERRONI,
                  "none",
                  Correction.NONE),
              List.of("benjamini-hochberg", "bonferroni", "none")),
          "benjamini-hochberg",
          "How p-values are corrected over all tests of a window.");
  static final ConfigKey<Double> DRIFT_NUMERIC_KS =
      key(
          "drift.numeric.ks",
          ConfigType.threshold(),
          "0.1",
          "Kolmogorov–Smirnov distance of a numeric column that matters.");
  static final ConfigKey<Double> DRIFT_NUMERIC_PSI =
      key(
          "drift.numeric.psi",
          ConfigType.threshold(),
          "0.2",
          "Population stability index of a numeric column that matters, for changes in the tails"
              + " that the distance hardly shows.");
  static final ConfigKey<Double> DRIFT_CATEGORICAL_PSI =
      key(
          "drift.categorical.psi",
          ConfigType.threshold(),
          "0.1",
          "Population stability index of a categorical column that matters.");
  static final ConfigKey<Double> DRIFT_MISSING_SHARE =
      key(
          "drift.missing.share",
          ConfigType.threshold(),
          "0.1",
          "Change of the share of missing and invalid values that matters, up or down.");
  static final ConfigKey<Integer> DRIFT_MIN_SAMPLES =
      key(
          "drift.min.samples",
          ConfigType.integer(1, Integer.MAX_VALUE),
          "50",
          "Values on each side below which a column is not judged.");
  static final ConfigKey<Double> DRIFT_DRIFTED_SHARE =
      key(
          "drift.drifted.share",
          ConfigType.positive(1),
          "0.3",
          "Share of drifted features that makes the model drift.");

  static final ConfigKey<Integer> ALERTS_FIRE_AFTER =
      key(
          "alerts.fire.after.windows",
          ConfigType.integer(1, 1_000_000),
          "2",
          "Judged windows in a row with a warning or drift before an alert fires, and with drift"
              + " before it is critical.");
  static final ConfigKey<Integer> ALERTS_RESOLVE_AFTER =
      key(
          "alerts.resolve.after.windows",
          ConfigType.integer(1, 1_000_000),
          "2",
          "Stable windows in a row before an alert is resolved.");

  static final ConfigKey<Boolean> RETRAINING_ENABLED =
      key(
          "retraining.enabled",
          ConfigType.flag(),
          "true",
          "Whether triggers are published. A trigger is only an event; others act on it.");
  static final ConfigKey<Integer> RETRAINING_AFTER =
      key(
          "retraining.after.windows",
          ConfigType.integer(1, 1_000_000),
          "3",
          "Judged windows in a row with drift before a trigger is given.");
  static final ConfigKey<Duration> RETRAINING_COOLDOWN =
      key(
          "retraining.cooldown",
          ConfigType.duration(Duration.ZERO),
          "24h",
          "Event time between two triggers of a model version, and how long a trigger nobody"
              + " reports on counts as open.");

  static final ConfigKey<String> HTTP_HOST =
      key(
          "http.host",
          ConfigType.text(),
          "127.0.0.1",
          "Address of the HTTP endpoint. 0.0.0.0 opens it to the network; it has no"
              + " authentication.");
  static final ConfigKey<Integer> HTTP_PORT =
      key("http.port", ConfigType.integer(0, 65_535), "8080", "Its port; 0 takes a free one.");

  static final ConfigKey<Integer> METRICS_MAX_SERIES =
      key(
          "metrics.max.series",
          ConfigType.integer(100, 10_000_000),
          "10000",
          "Most time series that /metrics shows. What is left out is counted.");

  private static final Map<String, String> SECTIONS =
      Map.ofEntries(
          entry("kafka", "Kafka"),
          entry("schema", "Schema Registry"),
          entry("topics", "Topics"),
          entry("input", "Inputs"),
          entry("windows", "Windows"),
          entry("join", "Join"),
          entry("ingest", "Ingest"),
          entry("references", "References made of the stream"),
          entry("evaluation", "Evaluation"),
          entry("segments", "Segments"),
          entry("drift", "What counts as drift"),
          entry("alerts", "Alerts"),
          entry("retraining", "Retraining triggers"),
          entry("http", "HTTP"),
          entry("metrics", "Metrics"));

  private ConfigKeys() {}

  private static ConfigKey<String> topic(String name, String defaultName, String doc) {
    return key("topics." + name, ConfigType.topic(), defaultName, doc);
  }

  private static InputKeys input(InputKeys keys) {
    ALL.addAll(keys.all());
    return keys;
  }

  private static <T> ConfigKey<T> key(
      String name, ConfigType<T> type, String defaultText, String doc) {
    ConfigKey<T> key = new ConfigKey<>(name, type, defaultText, doc);
    ALL.add(key);
    return key;
  }

  /**
   * Every setting, in the order of the documentation.
   *
   * @return an immutable list
   */
  public static List<ConfigKey<?>> all() {
    return List.copyOf(ALL);
  }

  /** The heading under which a setting is documented. */
  static String section(ConfigKey<?> key) {
    return SECTIONS.get(key.name().substring(0, key.name().indexOf('.')));
  }
}
