// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.compare;

import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.decide.FeatureVerdict;
import io.tidemark.core.evaluate.FeatureComparison;
import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.shell.TextTable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi.Style;

/** A comparison as a table for people: one line for each column, the worst first. */
final class VerdictTable {

  /** No line is longer. */
  static final int WIDTH = 100;

  private static final int DIGITS = 3;
  private static final int LARGEST_IN_FULL = 1_000_000;
  private static final double SMALLEST_PLAIN = 1e-4;
  private static final int SHORTEST_NAME = 8;

  private final FileComparison comparison;
  private final Sparkline style;
  private final boolean colour;

  VerdictTable(FileComparison comparison, Sparkline style, boolean colour) {
    this.comparison = comparison;
    this.style = style;
    this.colour = colour;
  }

  List<String> lines() {
    List<FeatureVerdict> worstFirst =
        comparison.verdict().features().stream().sorted(FeatureVerdict.WORST_FIRST).toList();
    int longest =
        worstFirst.stream().mapToInt(f -> f.comparison().feature().length()).max().orElse(0);
    List<String> lines = table(worstFirst, longest);
    int excess = lines.stream().mapToInt(String::length).max().orElse(0) - WIDTH;
    if (excess > 0) {
      lines = table(worstFirst, Math.max(SHORTEST_NAME, longest - excess));
    }
    if (colour) {
      for (int i = 0; i < worstFirst.size(); i++) {
        lines.set(i + 1, coloured(lines.get(i + 1), worstFirst.get(i).verdict()));
      }
    }
    lines.add("");
    lines.addAll(summary(worstFirst));
    return lines;
  }

  private List<String> table(List<FeatureVerdict> features, int nameWidth) {
    TextTable table =
        new TextTable(
            "VERDICT",
            "COLUMN",
            "TYPE",
            "N REF",
            "N",
            "MISSING",
            "BY",
            "VALUE",
            "LIMIT",
            "P",
            "REF    CUR");
    features.forEach(feature -> table.add(cells(feature, nameWidth)));
    return new ArrayList<>(table.lines());
  }

  private Object[] cells(FeatureVerdict feature, int nameWidth) {
    FeatureComparison column = feature.comparison();
    return new Object[] {
      word(feature.verdict()),
      shortened(column.feature(), nameWidth),
      column.kind() == FeatureKind.NUMERIC ? "num" : "cat",
      count(column.referenceCount()),
      count(column.count()),
      percent(column.missingShare()),
      feature.decidedBy().equals("missing_share") ? "missing" : feature.decidedBy(),
      number(feature.effect()),
      number(feature.threshold()),
      probability(feature.adjustedPValue()),
      silhouette(column)
    };
  }

  private String silhouette(FeatureComparison column) {
    ReferenceProfile profile = comparison.summary().profile();
    FeatureRole role = column.role();
    int index = profile.indexOf(role, column.feature());
    return Silhouette.of(profile.feature(index), comparison.summary().feature(index)).draw(style);
  }

  private static String word(DriftVerdict verdict) {
    return switch (verdict) {
      case DRIFT -> "DRIFT";
      case WARNING -> "WARNING";
      case STABLE -> "stable";
      case INSUFFICIENT_DATA -> "too few";
      case NO_REFERENCE -> "no ref";
    };
  }

  private static String coloured(String line, DriftVerdict verdict) {
    Style style =
        switch (verdict) {
          case DRIFT -> Style.fg_red;
          case WARNING -> Style.fg_yellow;
          case STABLE -> Style.fg_green;
          case INSUFFICIENT_DATA, NO_REFERENCE -> Style.faint;
        };
    String word = word(verdict);
    return style.on() + word + style.off() + line.substring(word.length());
  }

  private List<String> summary(List<FeatureVerdict> worstFirst) {
    String counted =
        String.format(
            Locale.ROOT,
            "%d columns: %d drifted, %d on the way, %d stable, %d without an answer; %d rows in"
                + " %s.",
            worstFirst.size(),
            count(worstFirst, DriftVerdict.DRIFT),
            count(worstFirst, DriftVerdict.WARNING),
            count(worstFirst, DriftVerdict.STABLE),
            worstFirst.stream().filter(f -> !f.judged()).count(),
            comparison.summary().observations(),
            comparison.current());
    String asModel =
        String.format(
            Locale.ROOT,
            "As one window of a model: %s (%s).",
            comparison.verdict().verdict(),
            comparison.verdict().reason());
    String rule =
        String.format(
            Locale.ROOT,
            "DRIFT: VALUE reaches LIMIT, and P, corrected over the columns, is at most %s.",
            number(comparison.policy().alpha()));
    List<String> lines = new ArrayList<>();
    List.of(counted, asModel, rule).forEach(sentence -> wrap(sentence, lines));
    return lines;
  }

  static void wrap(String sentence, List<String> lines) {
    StringBuilder line = new StringBuilder();
    for (String word : sentence.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
        line.append("  ");
      } else if (line.length() > 0) {
        line.append(' ');
      }
      line.append(word);
    }
    lines.add(line.toString());
  }

  private static long count(List<FeatureVerdict> features, DriftVerdict verdict) {
    return features.stream().filter(feature -> feature.verdict() == verdict).count();
  }

  /** Cuts a long name in the middle: the ends of names tell more than what lies between. */
  private static String shortened(String name, int width) {
    if (name.length() <= width) {
      return name;
    }
    int head = width / 2;
    int tail = width - head - 2;
    return name.substring(0, head) + ".." + name.substring(name.length() - tail);
  }

  private static String count(long number) {
    return number < LARGEST_IN_FULL
        ? Long.toString(number)
        : String.format(Locale.ROOT, "%.4gM", number / (double) LARGEST_IN_FULL);
  }

  private static String percent(double share) {
    return share == 0 ? "0 %" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String probability(double p) {
    return p == 0 ? "<1e-300" : number(p);
  }

  static String number(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    if (value == 0 || Double.isInfinite(value)) {
      return value == 0 ? "0" : Double.toString(value);
    }
    if (value < SMALLEST_PLAIN || value >= LARGEST_IN_FULL) {
      return String.format(Locale.ROOT, "%.1e", value);
    }
    return new BigDecimal(value)
        .round(new MathContext(DIGITS))
        .stripTrailingZeros()
        .toPlainString();
  }
}
