// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.metrics;

import java.util.List;
import java.util.Locale;

/**
 * Every metric that Tidemark exports about itself and about models: the one table that the scrape,
 * the reference in {@code docs/metrics.md} and the tests of rules and dashboards are made from.
 */
public enum DriftMetric {
  DRIFT_PSI(
      Type.GAUGE,
      Labels.OF_FEATURE,
      "Population stability index of the feature in the last closed window. 0 is no change; 0.1"
          + " and 0.25 are the customary marks."),
  DRIFT_KS(
      Type.GAUGE,
      Labels.OF_FEATURE,
      "Kolmogorov-Smirnov distance of the feature in the last closed window, in [0, 1]. Numeric"
          + " features only."),
  DRIFT_P_VALUE(
      Type.GAUGE,
      Labels.OF_FEATURE,
      "P-value of the test behind the verdict, corrected over the features of the window, in [0,"
          + " 1]."),
  DRIFT_THRESHOLD(
      Type.GAUGE,
      Labels.OF_FEATURE_AND_STATISTIC,
      "The effect that counts as drift, for the statistic that decided about the feature."),
  DRIFT_EFFECT_RATIO(
      Type.GAUGE,
      Labels.OF_FEATURE_AND_SEGMENT,
      "The deciding statistic over its threshold: from 1 on the change is large enough to count as"
          + " drift. Comparable between features and statistics."),
  DRIFT_MISSING_SHARE(
      Type.GAUGE,
      Labels.OF_FEATURE,
      "Share of missing and invalid values of the feature in the last closed window, in [0, 1]."),
  DRIFT_WINDOW_SAMPLES(
      Type.GAUGE,
      Labels.OF_FEATURE,
      "Values of the feature that counted in the last closed window: the n of its statistics."),
  DRIFT_FEATURE_VERDICT(
      Type.GAUGE,
      Labels.OF_FEATURE_AND_SEGMENT,
      "Verdict of the feature in the last closed window, as a verdict code."),
  DRIFT_MODEL_VERDICT(
      Type.GAUGE,
      Labels.OF_MODEL_AND_SEGMENT,
      "Verdict of the model version in the last closed window, as a verdict code."),
  DRIFT_DRIFTED_SHARE(
      Type.GAUGE,
      Labels.OF_MODEL_AND_SEGMENT,
      "Drifted features over judged features in the last closed window, by importance, in [0, 1]."),
  DRIFT_WINDOW_OBSERVATIONS(
      Type.GAUGE,
      Labels.OF_MODEL_AND_SEGMENT,
      "Joined observations counted in the last closed window."),
  DRIFT_WINDOW_END_TIMESTAMP_SECONDS(
      Type.GAUGE,
      Labels.OF_MODEL_AND_SEGMENT,
      "End of the last closed window, event time since the epoch."),
  OPEN_WINDOWS(Type.GAUGE, Labels.OF_MODEL, "Windows that still collect observations."),
  OLDEST_OPEN_WINDOW_END_TIMESTAMP_SECONDS(
      Type.GAUGE,
      Labels.OF_MODEL,
      "End of the oldest open window, event time since the epoch. Absent without an open window."),
  ALERT_FIRING(
      Type.GAUGE,
      Labels.OF_MODEL_SEVERITY_AND_SEGMENT,
      "1 while an alert of the severity is firing for the model version, else 0."),
  REFERENCE_INFO(
      Type.GAUGE,
      Labels.OF_MODEL_AND_REFERENCE,
      "Always 1: the reference that the last closed window was compared with. Absent without one."),
  OBSERVATIONS_TOTAL(
      Type.COUNTER, Labels.OF_MODEL, "Joined observations added to a window by this instance."),
  LATE_RECORDS_TOTAL(
      Type.COUNTER, Labels.OF_MODEL, "Observations that came after their window had closed."),
  WINDOWS_CLOSED_TOTAL(
      Type.COUNTER, Labels.OF_MODEL_AND_REASON, "Windows closed, by what closed them."),
  ALERTS_TOTAL(
      Type.COUNTER,
      Labels.OF_ALERT,
      "Alert transitions, by severity and the state that was entered."),
  RETRAINING_TRIGGERS_TOTAL(Type.COUNTER, Labels.OF_MODEL, "Retraining triggers published."),
  UNMATCHED_RECORDS_TOTAL(
      Type.COUNTER,
      Labels.OF_SIDE,
      "Records that found no partner, by what they carry: features or predictions. It did not come"
          + " within the join window, or the record was given up before that, which"
          + " tidemark_given_up_records_total counts apart."),
  GIVEN_UP_RECORDS_TOTAL(
      Type.COUNTER,
      Labels.OF_SIDE,
      "Those of the unmatched records that were given up before the join window was over, because"
          + " more waited than join.max.pending or join.max.pending.bytes allows. Their partners"
          + " may have come later, and then found nothing."),
  DUPLICATE_RECORDS_TOTAL(
      Type.COUNTER, Labels.NONE, "Records whose prediction id had been seen already."),
  FORGOTTEN_IDS_TOTAL(
      Type.COUNTER,
      Labels.NONE,
      "Ids of counted predictions that were forgotten before the join window was over, because a"
          + " task remembered join.max.recent.ids of them. A record that repeats one of these is"
          + " counted again."),
  REFUSED_OBSERVATIONS_TOTAL(
      Type.COUNTER,
      Labels.NONE,
      "Observations of model versions without a reference that were not counted, because too many"
          + " windows were open."),
  WINDOW_STATE_BYTES(
      Type.GAUGE,
      Labels.OF_PLACE,
      "Bytes of open windows, and of the samples that references are made of, by where this"
          + " instance keeps them: memory, up to windows.memory.bytes, or disk."),
  DEAD_LETTERS_TOTAL(
      Type.COUNTER,
      Labels.OF_DEAD_LETTER,
      "Records set aside as unusable, by input topic and reason."),
  INPUT_WATERMARK_TIMESTAMP_SECONDS(
      Type.GAUGE,
      Labels.OF_PARTITION,
      "Event time since the epoch before which the input partition expects nothing more. Absent"
          + " until its first record."),
  INPUT_IDLE(
      Type.GAUGE,
      Labels.OF_PARTITION,
      "1 while the input partition is caught up and silent, so that it holds no window open, else"
          + " 0."),
  INPUT_LAG_RECORDS(
      Type.GAUGE,
      Labels.OF_TOPIC_PARTITION,
      "Records of the partition that are written but not read yet."),
  STREAMS_STATE(
      Type.GAUGE,
      Labels.OF_STATE,
      "1 for the state that the Kafka Streams runtime is in, 0 for every other."),
  STREAMS_ALIVE_THREADS(Type.GAUGE, Labels.NONE, "Stream threads that are running."),
  STREAMS_FAILED_THREADS_TOTAL(
      Type.COUNTER, Labels.NONE, "Stream threads that have died since the start."),
  STREAMS_COMMIT_MAX_SECONDS(
      Type.GAUGE,
      Labels.NONE,
      "Longest commit of a stream thread within about the last minute, divided by the tasks it"
          + " committed at once, as Kafka Streams tells it: changelogs, outputs, offsets and the"
          + " end of the transaction. Absent without a commit."),
  STREAMS_RESTORING_TASKS(
      Type.GAUGE,
      Labels.NONE,
      "Tasks that wait for their state to be read back from its changelogs, without standby"
          + " replicas."),
  STREAMS_RESTORE_REMAINING_RECORDS(
      Type.GAUGE,
      Labels.NONE,
      "Records of changelogs still to be read back for these tasks. An upper bound: offsets that"
          + " compaction or transaction marks have left empty count as records until passed."),
  SCHEMA_REGISTRY_UP(
      Type.GAUGE,
      Labels.NONE,
      "1 while the Schema Registry answers, 0 after a request that no address answered."),
  SCHEMA_REGISTRY_FAILURES_TOTAL(
      Type.COUNTER,
      Labels.NONE,
      "Rounds over all addresses of the Schema Registry in which none answered."),
  SERIES_DROPPED(
      Type.GAUGE,
      Labels.NONE,
      "Series left out of this scrape because of metrics.max.series; the harmless ones go first."),
  COLLECT_DURATION_SECONDS(
      Type.GAUGE, Labels.NONE, "Time this scrape took to read the state of the instance.");

  /** What every name begins with. */
  public static final String PREFIX = "tidemark_";

  /** The label of series of a segment; those of the whole do not have it. */
  static final String SEGMENT = "segment";

  private final Type type;
  private final String labels;
  private final int labelCount;
  private final String help;

  DriftMetric(Type type, String labels, String help) {
    this.type = type;
    this.labels = labels;
    this.labelCount = labels.isEmpty() ? 0 : labels.split(",").length;
    this.help = help;
  }

  /**
   * The name under which Prometheus stores it.
   *
   * @return a name such as {@code tidemark_drift_psi}; counters end in {@code _total}
   */
  public String metricName() {
    return PREFIX + name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether it may fall.
   *
   * @return its type
   */
  public Type type() {
    return type;
  }

  /**
   * The names of its labels, in the order of their values; the label of the segment comes last.
   *
   * @return label names, without those that Prometheus adds
   */
  public List<String> labels() {
    return labels.isEmpty() ? List.of() : List.of(labels.split(","));
  }

  int labelCount() {
    return labelCount;
  }

  /** Whether it has series of segments too, with one more label. */
  boolean ofSegments() {
    return labels.endsWith(Labels.AND_SEGMENT);
  }

  /**
   * What it says, in one or two sentences.
   *
   * @return text for people
   */
  public String help() {
    return help;
  }

  /** Whether a metric may fall. */
  public enum Type {
    /** A value as it stands. */
    GAUGE,
    /** A sum since the start of the instance. */
    COUNTER
  }

  /** The label sets in use. Few, so that metrics join on them. */
  private static final class Labels {
    static final String AND_SEGMENT = "," + SEGMENT;
    static final String NONE = "";
    static final String OF_MODEL = "model,version";
    static final String OF_FEATURE = OF_MODEL + ",feature,role";
    static final String OF_FEATURE_AND_STATISTIC = OF_FEATURE + ",statistic";
    static final String OF_MODEL_AND_SEGMENT = OF_MODEL + AND_SEGMENT;
    static final String OF_FEATURE_AND_SEGMENT = OF_FEATURE + AND_SEGMENT;
    static final String OF_MODEL_SEVERITY_AND_SEGMENT = OF_MODEL + ",severity" + AND_SEGMENT;
    static final String OF_MODEL_AND_REFERENCE = OF_MODEL + ",reference_id";
    static final String OF_MODEL_AND_REASON = OF_MODEL + ",reason";
    static final String OF_ALERT = OF_MODEL + ",severity,state";
    static final String OF_SIDE = "side";
    static final String OF_PLACE = "place";
    static final String OF_DEAD_LETTER = "topic,reason";
    static final String OF_PARTITION = "partition";
    static final String OF_TOPIC_PARTITION = "topic,partition";
    static final String OF_STATE = "state";
  }
}
