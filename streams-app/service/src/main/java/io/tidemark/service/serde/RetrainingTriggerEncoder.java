// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.decide.FeatureVerdict;
import io.tidemark.core.decide.RetrainingTrigger;
import io.tidemark.schemas.AlertSeverity;
import io.tidemark.schemas.TriggerReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Encodes records of the trigger topic as plain JSON, so that a subscriber needs neither a registry
 * nor Avro, with the headers of a CloudEvent in binary mode. The field names are those of the
 * contract {@code RetrainingTrigger}; points in time are ISO 8601 text in UTC. Thread-safe.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/main/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents
 *     Kafka protocol binding</a>
 */
public final class RetrainingTriggerEncoder {

  /** The CloudEvents type of a trigger. */
  public static final String EVENT_TYPE = "io.tidemark.retraining.requested.v1";

  private static final int SCHEMA_VERSION = 1;
  private static final int MAX_FEATURES = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String source;

  /**
   * Makes an encoder.
   *
   * @param source the CloudEvents source, a URI reference such as {@code /tidemark/my-app}
   */
  public RetrainingTriggerEncoder(String source) {
    this.source = source;
  }

  /**
   * The key of a record.
   *
   * @param trigger the trigger
   * @return its model in UTF-8
   */
  public byte[] key(RetrainingTrigger trigger) {
    return trigger.modelVersion().model().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The value of a record.
   *
   * @param trigger the trigger
   * @param emittedMillis now, since the epoch
   * @return one JSON object in UTF-8
   */
  public byte[] value(RetrainingTrigger trigger, long emittedMillis) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("schema_version", SCHEMA_VERSION)
        .put("trigger_id", trigger.triggerId())
        .put("idempotency_key", trigger.triggerId())
        .put("model", trigger.modelVersion().model())
        .put("model_version", trigger.modelVersion().version())
        .put("reason", TriggerReason.SUSTAINED_DRIFT.name())
        .put("message", trigger.reason())
        .put("severity", severity(trigger).name())
        .put("decided_at", time(emittedMillis))
        .put("window_start", time(trigger.window().startMillis()))
        .put("window_end", time(trigger.window().endMillis()))
        .put("data_from", time(trigger.dataFromMillis()))
        .put("data_to", time(trigger.dataToMillis()))
        .put("consecutive_windows", trigger.consecutiveWindows())
        .put("drifted_share", trigger.verdict().driftedShare())
        .put("drifted_feature_count", driftedFeatures(trigger));
    ArrayNode features = json.putArray("drifted_features");
    trigger.evidence().stream().limit(MAX_FEATURES).forEach(each -> add(features, each));
    json.put("reference_id", trigger.verdict().report().referenceId())
        .put("sample_count", trigger.verdict().report().observations())
        .put("result_id", trigger.verdict().resultId());
    ArrayNode alerts = json.putArray("alert_ids");
    alertIds(trigger).forEach(alerts::add);
    json.put("cooldown_until", time(trigger.cooldownUntilMillis()));
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON nodes can always be written", e);
    }
  }

  /**
   * The headers of a record.
   *
   * @param trigger the trigger
   * @param emittedMillis now, since the epoch
   * @return CloudEvents attributes, each with the prefix {@code ce_}, and the content type
   */
  public Headers headers(RetrainingTrigger trigger, long emittedMillis) {
    Headers headers = new RecordHeaders();
    add(headers, "ce_specversion", "1.0");
    add(headers, "ce_id", trigger.triggerId());
    add(headers, "ce_type", EVENT_TYPE);
    add(headers, "ce_source", source);
    add(headers, "ce_time", time(emittedMillis));
    add(headers, "ce_subject", trigger.modelVersion().model());
    add(headers, "content-type", "application/json");
    return headers;
  }

  private static void add(ArrayNode features, FeatureVerdict verdict) {
    ObjectNode feature = features.addObject();
    feature
        .put("name", verdict.comparison().feature())
        .put("role", ContractEnums.of(verdict.comparison().role()).name())
        .put("metric", verdict.decidedBy());
    putFinite(feature, "value", verdict.effect());
    putFinite(feature, "threshold", verdict.threshold());
    putFinite(feature, "adjusted_p_value", verdict.adjustedPValue());
    feature.put("n", verdict.comparison().count());
  }

  /** JSON has no NaN and no infinity. */
  private static void putFinite(ObjectNode target, String field, double value) {
    if (Double.isFinite(value)) {
      target.put(field, value);
    } else {
      target.putNull(field);
    }
  }

  private static AlertSeverity severity(RetrainingTrigger trigger) {
    return trigger.verdict().verdict() == DriftVerdict.DRIFT
        ? AlertSeverity.CRITICAL
        : AlertSeverity.WARNING;
  }

  private static long driftedFeatures(RetrainingTrigger trigger) {
    return trigger.verdict().features().stream()
        .filter(feature -> feature.verdict() == DriftVerdict.DRIFT)
        .count();
  }

  private static List<String> alertIds(RetrainingTrigger trigger) {
    return trigger.alertId().isEmpty() ? List.of() : List.of(trigger.alertId());
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
