// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.compare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.tidemark.core.decide.FeatureVerdict;
import io.tidemark.core.evaluate.CompatibilityMode;
import io.tidemark.core.evaluate.CompatibilityOutcome;
import io.tidemark.core.evaluate.FeatureComparison;
import io.tidemark.core.evaluate.Statistic;
import io.tidemark.core.evaluate.StatisticKind;
import io.tidemark.service.cli.shell.StatisticsJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a comparison is printed. */
enum CompareFormat {
  /** For people: the worst first, cut to what decides. */
  TABLE {
    @Override
    List<String> lines(FileComparison comparison, boolean colour) {
      List<String> lines =
          new ArrayList<>(new VerdictTable(comparison, Sparkline.forStdout(), colour).lines());
      if (comparison.mode() != null) {
        lines.add("");
        lines.addAll(new CompatibilityTable(comparison).lines());
      }
      return lines;
    }
  },

  /**
   * For programs: a JSON object per column; numbers in full precision, null where undefined; ASCII
   * only, so that no terminal's encoding can spoil it.
   */
  JSON {
    @Override
    List<String> lines(FileComparison comparison, boolean colour) {
      return comparison.verdict().features().stream()
          .map(feature -> json(comparison, feature))
          .toList();
    }
  };

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /**
   * What to print.
   *
   * @param comparison the comparison
   * @param colour whether colours may be used
   * @return lines without line ends
   */
  abstract List<String> lines(FileComparison comparison, boolean colour);

  private static String json(FileComparison whole, FeatureVerdict feature) {
    FeatureComparison comparison = feature.comparison();
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("feature", comparison.feature());
      json.writeStringField("role", comparison.role().name().toLowerCase(Locale.ROOT));
      json.writeStringField("type", comparison.kind().name().toLowerCase(Locale.ROOT));
      json.writeNumberField("n_ref", comparison.referenceCount());
      json.writeNumberField("n", comparison.count());
      json.writeNumberField("missing", comparison.missing());
      json.writeNumberField("invalid", comparison.invalid());
      json.writeStringField("verdict", feature.verdict().name());
      json.writeStringField("decided_by", feature.decidedBy());
      StatisticsJson.writeNumber(json, "threshold", feature.threshold());
      StatisticsJson.writeNumber(json, "adjusted_p_value", feature.adjustedPValue());
      json.writeStringField("reason", feature.reason());
      StatisticsJson.write(json, comparison.statistics());
      if (whole.mode() != null) {
        writeCompatibility(json, whole.mode(), whole.compatibility(comparison));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void writeCompatibility(
      JsonGenerator json, CompatibilityMode mode, Map<StatisticKind, CompatibilityOutcome> outcomes)
      throws IOException {
    json.writeObjectFieldStart("compatibility");
    json.writeStringField("mode", mode.name().toLowerCase(Locale.ROOT));
    List<Statistic> given = new ArrayList<>();
    outcomes.values().stream()
        .filter(CompatibilityOutcome::given)
        .map(CompatibilityOutcome::statistic)
        .forEach(given::add);
    StatisticsJson.write(json, given);
    json.writeObjectFieldStart("refused");
    for (Map.Entry<StatisticKind, CompatibilityOutcome> outcome : outcomes.entrySet()) {
      if (!outcome.getValue().given()) {
        json.writeStringField(outcome.getKey().key(), outcome.getValue().refusal());
      }
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
