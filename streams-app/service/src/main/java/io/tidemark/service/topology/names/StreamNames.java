// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.names;

/**
 * Names of stores, operators and internal topics.
 *
 * <p>Kafka keeps data under these names: changing one abandons the state kept under the old one.
 * Stores are named for what they hold, operators {@code <stage>-<what it does>}.
 */
public final class StreamNames {

  private StreamNames() {}

  /** State stores; the changelog topic is {@code <application.id>-<store>-changelog}. */
  public static final class Stores {
    /** Halves waiting for their partner, by prediction id. */
    public static final String PENDING_HALVES = "pending-halves";

    /** Fingerprints of prediction ids counted lately, in blocks. */
    public static final String RECENT_IDS = "recent-ids";

    /** Event time an Observe task has reached. */
    public static final String OBSERVE_PROGRESS = "observe-progress";

    /** Partial summaries of the running commit interval; never logged. */
    public static final String PARTIAL_SUMMARIES = "partial-summaries";

    /** Watermarks of the Observe tasks, as a Judge task knows them. */
    public static final String UPSTREAM_WATERMARKS = "upstream-watermarks";

    /** Merged summaries of windows not yet closed. */
    public static final String OPEN_WINDOWS = "open-windows";

    /** Event time through which each model version's windows have closed. */
    public static final String CLOSED_WINDOWS = "closed-windows";

    /** Samples of open panes of model versions that references are made for, in chunks. */
    public static final String PANE_SAMPLES = "pane-samples";

    /** References being learned from the stream. */
    public static final String LEARNED_REFERENCES = "learned-references";

    /** Samples of the periods that rolling references will be made of. */
    public static final String ROLLING_REFERENCES = "rolling-references";

    /** Alert and trigger state of each model version. */
    public static final String DECISIONS = "decisions";

    /** Reference profiles, on every instance. */
    public static final String REFERENCES = "references";

    private Stores() {}
  }

  /** Operators. */
  public static final class Operators {
    /** Source of the features topic. */
    public static final String FEATURES_SOURCE = "ingest-features-source";

    /** Source of the predictions topic. */
    public static final String PREDICTIONS_SOURCE = "ingest-predictions-source";

    /** Decodes features. */
    public static final String INGEST_FEATURES = "ingest-features";

    /** Decodes predictions. */
    public static final String INGEST_PREDICTIONS = "ingest-predictions";

    /** Both inputs as one stream. */
    public static final String MERGE_HALVES = "join-merge-halves";

    /** Matches features and predictions. */
    public static final String JOIN = "join-match-halves";

    /** Counts observations into partial summaries. */
    public static final String SUMMARIZE = "summarize-observations";

    /** The internal topic, {@code <application.id>-summaries-repartition}. */
    public static final String SUMMARIES = "summaries";

    /** Merges partials and closes windows. */
    public static final String EVALUATE = "evaluate-close-windows";

    /** Turns reports into decisions. */
    public static final String DECIDE = "decide-verdicts";

    /** Encodes decisions. */
    public static final String EMIT = "emit-records";

    /** Encodes references made of the stream. */
    public static final String EMIT_REFERENCES = "emit-references";

    /** Sink of the references topic. */
    public static final String REFERENCES_SINK = "emit-references-sink";

    /** Sink of the results topic. */
    public static final String RESULTS_SINK = "emit-results-sink";

    /** Sink of the alerts topic. */
    public static final String ALERTS_SINK = "emit-alerts-sink";

    /** Sink of the triggers topic. */
    public static final String TRIGGERS_SINK = "emit-triggers-sink";

    /** Fills the catalog of references; its source is called {@code references-catalog-source}. */
    public static final String REFERENCES = "references-catalog";

    private Operators() {}
  }
}
