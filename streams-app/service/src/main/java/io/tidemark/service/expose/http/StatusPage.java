// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.http;

import io.tidemark.core.decide.AlertEvent;
import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.decide.RetrainingTrigger;
import io.tidemark.service.status.ModelStatus;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.status.StatusCounters;
import io.tidemark.service.status.WorstFirst;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;

/**
 * The page for people: one HTML document that needs nothing else, and renews itself. Thread-safe.
 */
final class StatusPage {

  private static final int MODELS_SHOWN = 50;
  private static final int EVENTS_SHOWN = 20;
  private static final String STYLE = resource("page.css");
  private static final String SCRIPT = resource("page.js");
  private static final String SYMBOLS = resource("symbols.svg");
  private static final String POLICY =
      "default-src 'none'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'; style-src 'sha256-%s'; script-src 'sha256-%s'"
              .formatted(sha256(STYLE), sha256(SCRIPT));

  private final ServiceStatus status;
  private final Health health;
  private final Clock clock;

  StatusPage(ServiceStatus status, Health health, Clock clock) {
    this.status = status;
    this.health = health;
    this.clock = clock;
  }

  Response render() {
    List<ModelStatus> models = status.models().stream().sorted(WorstFirst.MODELS).toList();
    Html html = new Html();
    html.add("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    html.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    html.add("<title>{} · Tidemark</title>", title(models));
    html.add("<link rel=\"icon\" href=\"data:,\">");
    html.add("<noscript><meta http-equiv=\"refresh\" content=\"10\"></noscript>");
    html.add("<style>").add(STYLE).add("</style></head><body>").add(SYMBOLS).add("<main>");
    header(html);
    tiles(html, models);
    html.add("<h2>Models</h2>");
    if (models.isEmpty()) {
      html.add(
          "<p class=\"empty\">No model is judged here yet. A model appears with its first joined"
              + " observation; its verdict comes when its first window closes.</p>");
    }
    models.stream()
        .limit(MODELS_SHOWN)
        .forEach(model -> ModelCard.add(html, model, segments(model)));
    if (models.size() > MODELS_SHOWN) {
      html.add(
          "<p class=\"more\">{} further models, none worse than these, are in"
              + " <a href=\"/api/v1/models\">/api/v1/models</a>.</p>",
          models.size() - MODELS_SHOWN);
    }
    alerts(html);
    triggers(html);
    inputs(html);
    html.add("</main><script>").add(SCRIPT).add("</script></body></html>\n");
    return Response.of(200, "text/html; charset=utf-8", html.toString())
        .with("Content-Security-Policy", POLICY);
  }

  private List<ModelStatus> segments(ModelStatus model) {
    return status.segments(model.modelVersion()).stream().sorted(WorstFirst.MODELS).toList();
  }

  private static String title(List<ModelStatus> models) {
    long drifting = count(models, DriftVerdict.DRIFT);
    return drifting == 0 ? "No drift" : drifting + " drifting";
  }

  private void header(Html html) {
    Health.Answer ready = health.ready();
    html.add("<header><h1>Tidemark</h1><p class=\"state {}\">", ready.ok() ? "ok" : "not-ok");
    html.add("<strong>{}</strong> {}</p>", ready.ok() ? "Ready:" : "Not ready:", ready.reason());
    html.add(
        "<p id=\"refresh\">As of <time>{}</time> UTC</p></header>", PageText.time(clock.instant()));
  }

  private static void tiles(Html html, List<ModelStatus> models) {
    html.add("<ul class=\"tiles\">");
    for (DriftVerdict verdict :
        List.of(
            DriftVerdict.DRIFT,
            DriftVerdict.WARNING,
            DriftVerdict.STABLE,
            DriftVerdict.INSUFFICIENT_DATA,
            DriftVerdict.NO_REFERENCE)) {
      long n = count(models, verdict);
      html.add("<li class=\"{}{}\">", n == 0 ? "none " : "", PageText.style(verdict));
      html.add("<b>{}</b>", n);
      html.add("<span><svg class=\"icon\"><use href=\"#{}\"/></svg>", PageText.style(verdict));
      html.add("{}</span></li>", PageText.verdict(verdict));
    }
    long firing = models.stream().filter(model -> !model.firing().isEmpty()).count();
    html.add("<li class=\"{}alert\"><b>{}</b>", firing == 0 ? "none " : "", firing);
    html.add("<span><svg class=\"icon\"><use href=\"#bell\"/></svg>Alerts firing</span></li></ul>");
  }

  private static long count(List<ModelStatus> models, DriftVerdict verdict) {
    return models.stream()
        .filter(model -> model.latest() != null && model.latest().verdict() == verdict)
        .count();
  }

  private void alerts(Html html) {
    html.add("<h2>Alerts</h2>");
    List<AlertEvent> alerts = status.recentAlerts();
    if (alerts.isEmpty()) {
      html.add(
          "<p class=\"empty\">No alert has changed its state since this instance started.</p>");
      return;
    }
    html.add("<div class=\"scroll\"><table><thead><tr><th>Window<th>Model<th>Alert");
    html.add("<th>Drifted features<th>Why</tr></thead><tbody>");
    for (AlertEvent event : alerts.subList(0, Math.min(EVENTS_SHOWN, alerts.size()))) {
      html.add("<tr><td class=\"time\">{}<td>{}", window(event), event.population());
      html.add("<td><span class=\"badge {}\"><svg class=\"icon\">", PageText.style(event));
      html.add("<use href=\"#{}\"/></svg>", PageText.style(event));
      html.add("{} · {}</span>", PageText.lower(event.state()), PageText.lower(event.severity()));
      html.add("<td>{}<td>{}</tr>", String.join(", ", event.driftedFeatures()), event.reason());
    }
    html.add("</tbody></table></div>");
  }

  private static String window(AlertEvent event) {
    return PageText.window(event.window());
  }

  private void triggers(Html html) {
    html.add("<h2>Retraining triggers</h2>");
    List<RetrainingTrigger> triggers = status.recentTriggers();
    if (triggers.isEmpty()) {
      html.add("<p class=\"empty\">None was published since this instance started.</p>");
      return;
    }
    html.add("<div class=\"scroll\"><table><thead><tr><th>Window<th>Model<th>Data to train on");
    html.add("<th>Trigger<th>Why</tr></thead><tbody>");
    for (RetrainingTrigger trigger : triggers.subList(0, Math.min(EVENTS_SHOWN, triggers.size()))) {
      html.add(
          "<tr><td class=\"time\">{}<td>{}",
          PageText.window(trigger.window()),
          trigger.modelVersion());
      html.add(
          "<td class=\"time\">{}<td><code>{}</code><td>{}</tr>",
          PageText.interval(trigger.dataFromMillis(), trigger.dataToMillis()),
          trigger.triggerId(),
          trigger.reason());
    }
    html.add("</tbody></table></div>");
  }

  private void inputs(Html html) {
    StatusCounters counters = status.counters();
    long observed = 0;
    long late = 0;
    for (var model : counters.models().values()) {
      observed += model.observations();
      late += model.late();
    }
    long unmatched = counters.unmatched().values().stream().mapToLong(n -> n).sum();
    long dead = counters.deadLetters().values().stream().mapToLong(n -> n).sum();
    html.add("<h2>Input</h2><dl class=\"figures\">");
    figure(html, "Joined observations", observed);
    figure(html, "Late", late);
    figure(html, "Unmatched", unmatched);
    figure(html, "Duplicates", counters.duplicates());
    figure(html, "Refused", counters.refused());
    figure(html, "Dead letters", dead);
    html.add("</dl><p class=\"more\">Counted by this instance since it started. Everything else:");
    html.add(" <a href=\"/metrics\">metrics</a>, <a href=\"/api/v1/models\">models</a>,");
    html.add(" <a href=\"/api/v1/alerts\">alerts</a>, <a href=\"/api/v1/triggers\">triggers</a>.");
    html.add("</p>");
  }

  private static void figure(Html html, String name, long value) {
    html.add("<div><dt>{}<dd>{}</div>", name, PageText.count(value));
  }

  private static String resource(String name) {
    try (InputStream in = StatusPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name + " beside StatusPage");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
