// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.http;

import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.decide.FeatureVerdict;
import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.evaluate.FeatureComparison;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.service.status.ModelStatus;
import io.tidemark.service.status.WindowOutcome;
import io.tidemark.service.status.WorstFirst;
import java.util.List;

/** One model version on the page: verdict, history, and its worst features. */
final class ModelCard {

  private static final int FEATURES_SHOWN = 10;
  private static final int SEGMENTS_SHOWN = 20;
  private static final int MARK_WIDTH = 8;
  private static final int HISTORY_HEIGHT = 24;
  private static final int BAR_WIDTH = 120;

  private ModelCard() {}

  /** Adds the card of a model version, with its segments, the worst first. */
  static void add(Html html, ModelStatus model, List<ModelStatus> segments) {
    WindowVerdict latest = model.latest();
    String style = latest == null ? "waiting" : PageText.style(latest.verdict());
    boolean open =
        latest != null
            && (latest.verdict() == DriftVerdict.DRIFT || latest.verdict() == DriftVerdict.WARNING);
    html.add("<details class=\"card {}\" data-key=\"{}\"", style, model.modelVersion());
    html.add(open ? " open><summary>" : "><summary>");
    html.add(
        "<h3>{} <span>version {}</span></h3>",
        model.modelVersion().model(),
        model.modelVersion().version());
    badge(html, style, latest == null ? "Waiting" : PageText.verdict(latest.verdict()));
    if (model.gravest() != null) {
      html.add("<span class=\"badge alert\"><svg class=\"icon\"><use href=\"#bell\"/></svg>");
      html.add("{} alert</span>", PageText.lower(model.gravest()));
    }
    history(html, model.history());
    html.add("</summary>");
    if (latest == null) {
      html.add(
          "<p class=\"facts\">No window has closed here yet. Windows open: {}.</p>",
          model.openWindows());
    } else {
      facts(html, model, latest);
      features(html, model, latest);
      segments(html, segments);
    }
    html.add("</details>");
  }

  private static void facts(Html html, ModelStatus model, WindowVerdict latest) {
    long drifted =
        latest.features().stream().filter(f -> f.verdict() == DriftVerdict.DRIFT).count();
    html.add("<p class=\"why\">{}</p><p class=\"facts\">", latest.reason());
    html.add("Window <b>{}</b> UTC", PageText.window(latest.report().window()));
    html.add(" · <b>{}</b> observations", PageText.count(latest.report().observations()));
    if (latest.report().hasReference()) {
      html.add(" · reference <code>{}</code>", latest.report().referenceId());
      html.add(" · <b>{}</b> of {} features drifted", drifted, latest.features().size());
      html.add(" (share <b>{}</b>)", PageText.percent(latest.driftedShare()));
    } else {
      html.add(" · <b>no reference</b>: publish one to have this model judged");
    }
    html.add(" · windows open: {}</p>", model.openWindows());
  }

  private static void features(Html html, ModelStatus model, WindowVerdict latest) {
    if (latest.features().isEmpty()) {
      return;
    }
    html.add("<div class=\"scroll\"><table><thead><tr><th>Feature<th>Verdict<th>Decided by");
    html.add("<th class=\"n\">Value<th class=\"n\">Threshold<th>Value against threshold");
    html.add("<th class=\"n\">p, corrected<th class=\"n\">Samples<th class=\"n\">Missing</tr>");
    html.add("</thead><tbody>");
    latest.features().stream()
        .sorted(FeatureVerdict.WORST_FIRST)
        .limit(FEATURES_SHOWN)
        .forEach(feature -> feature(html, feature));
    html.add("</tbody></table></div><p class=\"more\">");
    int hidden = latest.features().size() - FEATURES_SHOWN;
    if (hidden > 0) {
      html.add("{} further features, none worse than these. ", hidden);
    }
    html.add(
        "<a href=\"{}\">All features and statistics as JSON</a></p>",
        JsonApi.url(model.modelVersion()));
  }

  private static void segments(Html html, List<ModelStatus> segments) {
    List<ModelStatus> judged = segments.stream().filter(s -> s.latest() != null).toList();
    if (judged.isEmpty()) {
      return;
    }
    html.add("<div class=\"scroll\"><table><thead><tr><th>Segment<th>Verdict<th>Alert");
    html.add("<th class=\"n\">Drifted<th class=\"n\">Observations<th>Why</tr></thead><tbody>");
    judged.stream().limit(SEGMENTS_SHOWN).forEach(segment -> segment(html, segment));
    html.add("</tbody></table></div>");
    if (judged.size() > SEGMENTS_SHOWN) {
      html.add(
          "<p class=\"more\">{} further segments, none worse than these.</p>",
          judged.size() - SEGMENTS_SHOWN);
    }
  }

  private static void segment(Html html, ModelStatus segment) {
    WindowVerdict latest = segment.latest();
    html.add("<tr><td class=\"name\">{}<td>", segment.population().segmentText());
    badge(html, PageText.style(latest.verdict()), PageText.verdict(latest.verdict()));
    html.add("<td>{}", segment.gravest() == null ? "–" : PageText.lower(segment.gravest()));
    html.add("<td class=\"n\">{}", PageText.percent(latest.driftedShare()));
    html.add("<td class=\"n\">{}", PageText.count(latest.report().observations()));
    html.add("<td>{}</tr>", latest.reason());
  }

  private static void feature(Html html, FeatureVerdict feature) {
    FeatureComparison comparison = feature.comparison();
    html.add("<tr title=\"{}\"><td class=\"name\">{}", feature.reason(), comparison.feature());
    if (comparison.role() == FeatureRole.PREDICTION) {
      html.add(" <span class=\"role\">prediction</span>");
    }
    html.add("<td>");
    badge(html, PageText.style(feature.verdict()), PageText.verdict(feature.verdict()));
    html.add("<td>{}", PageText.statistic(feature.decidedBy()));
    html.add("<td class=\"n\">{}", PageText.number(feature.effect()));
    html.add("<td class=\"n\">{}<td>", PageText.number(feature.threshold()));
    bar(html, WorstFirst.effectRatio(feature), PageText.style(feature.verdict()));
    html.add("<td class=\"n\">{}", PageText.number(feature.adjustedPValue()));
    html.add("<td class=\"n\">{}", PageText.count(comparison.count()));
    html.add("<td class=\"n\">{}</tr>", PageText.percent(comparison.missingShare()));
  }

  /** A bar up to twice the threshold, with a mark where the threshold is. */
  private static void bar(Html html, double ratio, String style) {
    if (!Double.isFinite(ratio)) {
      return;
    }
    long width = Math.round(BAR_WIDTH / 2.0 * Math.min(2, Math.max(0, ratio)));
    html.add("<svg class=\"bar\" width=\"{}\" height=\"12\" role=\"img\">", BAR_WIDTH);
    html.add("<title>{} of the threshold</title>", PageText.percent(ratio));
    html.add("<rect class=\"track\" y=\"3\" width=\"{}\" height=\"6\" rx=\"3\"/>", BAR_WIDTH);
    html.add("<rect class=\"fill {}\" y=\"3\" width=\"{}\" height=\"6\" rx=\"3\"/>", style, width);
    html.add("<line x1=\"{}\" x2=\"{}\" y1=\"0\" y2=\"12\"/></svg>", BAR_WIDTH / 2, BAR_WIDTH / 2);
  }

  /** One mark for each window, oldest first; its height tells the verdict as well as its colour. */
  private static void history(Html html, List<WindowOutcome> history) {
    html.add(
        "<svg class=\"history\" width=\"{}\" height=\"{}\" role=\"img\">",
        ModelStatus.HISTORY * MARK_WIDTH,
        HISTORY_HEIGHT);
    html.add("<title>Verdicts of the last {} windows, newest right</title>", history.size());
    int x = (ModelStatus.HISTORY - history.size()) * MARK_WIDTH;
    for (WindowOutcome outcome : history) {
      int height = height(outcome.verdict());
      html.add(
          "<rect class=\"fill {}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"1\">",
          PageText.style(outcome.verdict()),
          x,
          HISTORY_HEIGHT - height,
          MARK_WIDTH - 2,
          height);
      html.add(
          "<title>{} UTC: {}, ",
          PageText.window(outcome.window()),
          PageText.verdict(outcome.verdict()));
      html.add("{} observations</title></rect>", PageText.count(outcome.observations()));
      x += MARK_WIDTH;
    }
    html.add("</svg>");
  }

  private static int height(DriftVerdict verdict) {
    return switch (verdict) {
      case DRIFT -> HISTORY_HEIGHT;
      case WARNING -> 16;
      case STABLE -> 8;
      case INSUFFICIENT_DATA, NO_REFERENCE -> 3;
    };
  }

  private static void badge(Html html, String style, String text) {
    html.add(
        "<span class=\"badge {}\"><svg class=\"icon\"><use href=\"#{}\"/></svg>", style, style);
    html.add("{}</span>", text);
  }
}
