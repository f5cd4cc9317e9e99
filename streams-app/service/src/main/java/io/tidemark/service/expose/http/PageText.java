// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.http;

import io.tidemark.core.decide.AlertEvent;
import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.observation.EvaluationWindow;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the page writes values for people. Times are UTC. */
final class PageText {

  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private PageText() {}

  static String verdict(DriftVerdict verdict) {
    return switch (verdict) {
      case STABLE -> "Stable";
      case WARNING -> "Warning";
      case DRIFT -> "Drift";
      case INSUFFICIENT_DATA -> "Too little data";
      case NO_REFERENCE -> "No reference";
    };
  }

  /** Names the colour and the icon of a verdict in the style sheet and among the symbols. */
  static String style(DriftVerdict verdict) {
    return switch (verdict) {
      case STABLE -> "stable";
      case WARNING -> "warning";
      case DRIFT -> "drift";
      case INSUFFICIENT_DATA -> "insufficient";
      case NO_REFERENCE -> "unreferenced";
    };
  }

  static String style(AlertEvent event) {
    if (event.state() == AlertEvent.State.RESOLVED) {
      return "stable";
    }
    return event.severity() == AlertEvent.Severity.CRITICAL ? "drift" : "warning";
  }

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The names of statistics in the literature's short form. */
  static String statistic(String key) {
    return switch (key) {
      case "ks" -> "KS distance";
      case "psi" -> "PSI";
      case "chi_square" -> "chi-square";
      case "" -> "–";
      default -> key.replace('_', ' ');
    };
  }

  static String number(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 0.001 || size >= 100_000)) {
      return String.format(Locale.ROOT, "%.1e", value);
    }
    return String.format(Locale.ROOT, "%.3f", value);
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', '\u202F');
  }

  static String percent(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : "–";
  }

  static String time(Instant instant) {
    return DAY_AND_TIME.format(instant);
  }

  static String window(EvaluationWindow window) {
    return interval(window.startMillis(), window.endMillis());
  }

  /** An interval in as few words as its dates allow. */
  static String interval(long startMillis, long endMillis) {
    Instant start = Instant.ofEpochMilli(startMillis);
    Instant end = Instant.ofEpochMilli(endMillis);
    boolean sameDay = DAY.format(start).equals(DAY.format(end));
    return DAY_AND_TIME.format(start) + " – " + (sameDay ? TIME : DAY_AND_TIME).format(end);
  }
}
