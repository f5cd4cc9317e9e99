// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.decide.AlertEvent;
import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.decide.RetrainingTrigger;
import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.service.status.ModelStatus;
import io.tidemark.service.status.ReferenceStatus;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.status.WindowOutcome;
import io.tidemark.service.status.WorstFirst;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The current state as JSON. Field names are snake_case; times are ISO-8601 in UTC; a number that
 * is not defined is null. Thread-safe.
 */
final class JsonApi {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ServiceStatus status;

  JsonApi(ServiceStatus status) {
    this.status = status;
  }

  /** Every model version judged here, the worst first. */
  Response models() {
    ArrayNode models = NODES.arrayNode();
    status.models().stream()
        .sorted(WorstFirst.MODELS)
        .forEach(model -> models.add(summary(model).put("url", url(model.modelVersion()))));
    return ok(NODES.objectNode().set("models", models));
  }

  /** One model version with its features, or 404. */
  Response model(ModelVersion wanted) {
    for (ModelStatus model : status.models()) {
      if (model.modelVersion().equals(wanted)) {
        return ok(withSegments(details(model), wanted));
      }
    }
    return error(
        404,
        "no window of model '" + wanted.model() + "' version '" + wanted.version() + "' is here",
        "See /api/v1/models for what this instance judges; another instance may own the model, or"
            + " none of its data has come yet.");
  }

  /** A segment tells the same as its whole, but for open windows, which are those of the whole. */
  private ObjectNode withSegments(ObjectNode node, ModelVersion modelVersion) {
    ArrayNode segments = node.putArray("segments");
    status.segments(modelVersion).stream()
        .sorted(WorstFirst.MODELS)
        .forEach(
            segment -> {
              ObjectNode details = details(segment);
              details.remove(List.of("model", "version"));
              details.remove(List.of("open_windows", "oldest_open_window_end"));
              segments.add(details);
            });
    return node;
  }

  /** Recent alert transitions, newest first. */
  Response alerts() {
    ArrayNode alerts = NODES.arrayNode();
    status.recentAlerts().forEach(event -> alerts.add(alert(event)));
    return ok(NODES.objectNode().set("alerts", alerts));
  }

  /** Recent retraining triggers, newest first. */
  Response triggers() {
    ArrayNode triggers = NODES.arrayNode();
    status.recentTriggers().forEach(trigger -> triggers.add(trigger(trigger)));
    return ok(NODES.objectNode().set("triggers", triggers));
  }

  /** Every published reference. */
  Response references() {
    ArrayNode references = NODES.arrayNode();
    status.references().forEach(reference -> references.add(ReferenceJson.summary(reference)));
    return ok(NODES.objectNode().set("references", references));
  }

  /** The references of one model version with what they hold, or 404. */
  Response references(ModelVersion wanted) {
    ArrayNode references = NODES.arrayNode();
    for (ReferenceStatus reference : status.references()) {
      if (reference.profile().modelVersion().equals(wanted)) {
        references.add(ReferenceJson.details(reference));
      }
    }
    return references.isEmpty()
        ? error(
            404,
            "no reference of model '" + wanted.model() + "' version '" + wanted.version() + "'",
            "See /api/v1/references; publish one by 'tidemark reference publish'.")
        : ok(NODES.objectNode().set("references", references));
  }

  static Response health(Health.Answer answer) {
    ObjectNode body = NODES.objectNode();
    body.put("status", answer.ok() ? "ok" : "failing").put("reason", answer.reason());
    return Response.of(answer.ok() ? 200 : 503, Response.JSON, text(body));
  }

  static Response error(int code, String message, String remedy) {
    ObjectNode body = NODES.objectNode().put("error", message).put("remedy", remedy);
    return Response.of(code, Response.JSON, text(body));
  }

  private static ObjectNode details(ModelStatus model) {
    ObjectNode node = summary(model);
    ArrayNode history = node.putArray("history");
    model.history().forEach(outcome -> history.add(outcome(outcome)));
    if (model.latest() != null) {
      node.put("unreferenced", model.latest().report().unreferenced());
      node.put("unknown_features", model.latest().report().unknownFeatures());
      node.set("feature_verdicts", FeatureJson.worstFirst(model.latest().features()));
    }
    return node;
  }

  private static ObjectNode summary(ModelStatus model) {
    ObjectNode node = named(NODES.objectNode(), model.modelVersion());
    if (!model.population().isWhole()) {
      node.put("segment", model.population().segmentText());
    }
    AlertEvent.Severity gravest = model.gravest();
    node.put("alert", gravest == null ? null : gravest.name());
    node.put("open_windows", model.openWindows());
    node.put(
        "oldest_open_window_end", model.hasOpenWindow() ? iso(model.oldestOpenEndMillis()) : null);
    WindowVerdict latest = model.latest();
    if (latest == null) {
      return node.putNull("verdict").put("reason", "no window has closed here yet");
    }
    node.put("verdict", latest.verdict().name()).put("reason", latest.reason());
    window(node, latest.report().window());
    node.put("close_reason", latest.report().closeReason().name());
    node.put("result_id", latest.resultId());
    node.put("reference_id", latest.report().hasReference() ? latest.report().referenceId() : null);
    node.put("observations", latest.report().observations());
    node.put("features", latest.features().size());
    node.put("drifted_features", drifted(latest));
    return node.put("drifted_share", latest.driftedShare());
  }

  private static long drifted(WindowVerdict verdict) {
    return verdict.features().stream().filter(f -> f.verdict() == DriftVerdict.DRIFT).count();
  }

  private static ObjectNode outcome(WindowOutcome outcome) {
    return window(NODES.objectNode(), outcome.window())
        .put("verdict", outcome.verdict().name())
        .put("drifted_share", outcome.driftedShare())
        .put("observations", outcome.observations());
  }

  private static ObjectNode alert(AlertEvent event) {
    ObjectNode node = NODES.objectNode();
    node.put("alert_id", event.alertId()).put("event_id", event.eventId());
    named(node, event.modelVersion());
    node.put("segment", event.population().isWhole() ? null : event.population().segmentText());
    node.put("state", event.state().name()).put("severity", event.severity().name());
    window(node, event.window());
    node.put("first_window_start", iso(event.firstWindow().startMillis()));
    node.put("result_id", event.resultId()).put("reason", event.reason());
    return strings(node, "drifted_features", event.driftedFeatures());
  }

  private static ObjectNode trigger(RetrainingTrigger trigger) {
    ObjectNode node = NODES.objectNode().put("trigger_id", trigger.triggerId());
    named(node, trigger.modelVersion());
    window(node, trigger.window());
    node.put("data_from", iso(trigger.dataFromMillis()));
    node.put("data_to", iso(trigger.dataToMillis()));
    node.put("consecutive_windows", trigger.consecutiveWindows());
    node.put("cooldown_until", iso(trigger.cooldownUntilMillis()));
    node.put("alert_id", trigger.alertId()).put("result_id", trigger.verdict().resultId());
    node.put("reason", trigger.reason());
    node.set("evidence", FeatureJson.worstFirst(trigger.evidence()));
    return node;
  }

  private static ObjectNode named(ObjectNode node, ModelVersion modelVersion) {
    return node.put("model", modelVersion.model()).put("version", modelVersion.version());
  }

  private static ObjectNode window(ObjectNode node, EvaluationWindow window) {
    return node.put("window_start", iso(window.startMillis()))
        .put("window_end", iso(window.endMillis()));
  }

  private static ObjectNode strings(ObjectNode node, String field, List<String> values) {
    ArrayNode array = node.putArray(field);
    values.forEach(array::add);
    return node;
  }

  static String url(ModelVersion modelVersion) {
    return String.format(
        Locale.ROOT,
        "/api/v1/models/%s/%s",
        UrlPath.encode(modelVersion.model()),
        UrlPath.encode(modelVersion.version()));
  }

  private static String iso(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  private static Response ok(Object node) {
    return Response.of(200, Response.JSON, text(node));
  }

  private static String text(Object node) {
    try {
      return MAPPER.writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values cannot be written as JSON", e);
    }
  }
}
