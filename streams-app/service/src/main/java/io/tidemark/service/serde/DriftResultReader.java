// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import static io.tidemark.service.serde.AvroReader.number;
import static io.tidemark.service.serde.AvroReader.symbol;
import static io.tidemark.service.serde.AvroReader.text;
import static io.tidemark.service.serde.AvroReader.whole;

import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.decide.FeatureVerdict;
import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.evaluate.CloseReason;
import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.evaluate.FeatureComparison;
import io.tidemark.core.evaluate.Statistic;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.summary.UnseenCategory;
import io.tidemark.core.summary.UnseenOverview;
import io.tidemark.service.registry.SchemaRegistryClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;

/** Reads published results back. Not safe for use by several threads. */
public final class DriftResultReader {

  private final AvroReader reader;

  /**
   * Makes a reader.
   *
   * @param registry where writers registered their schemas
   */
  public DriftResultReader(SchemaRegistryClient registry) {
    reader = new AvroReader(registry, Contracts.DRIFT_RESULT);
  }

  /**
   * Reads one record.
   *
   * @param value the record's value
   * @return the result, or the part of one that the record holds
   * @throws UndecodableRecordException if it is not a result that this reader knows
   */
  public Part read(byte[] value) throws UndecodableRecordException {
    GenericRecord result = reader.read(value);
    try {
      return new Part(verdict(result), (Integer) result.get("part"), (Integer) result.get("parts"));
    } catch (IllegalArgumentException e) {
      throw new UndecodableRecordException(
          UndecodableRecordException.INCOMPATIBLE_SCHEMA,
          "the result has a value newer than this program: " + e.getMessage());
    }
  }

  private static WindowVerdict verdict(GenericRecord result) {
    List<FeatureVerdict> features = new ArrayList<>();
    for (Object feature : (List<?>) result.get("features")) {
      features.add(feature((GenericRecord) feature));
    }
    DriftReport report =
        new DriftReport(
            AvroReader.population(result),
            new EvaluationWindow(whole(result, "window_start"), whole(result, "window_end")),
            symbol(result, "close_reason", CloseReason.class),
            text(result, "reference_id"),
            whole(result, "observations"),
            whole(result, "unreferenced"),
            whole(result, "unknown_features"),
            List.of(),
            features.stream().map(FeatureVerdict::comparison).toList());
    return new WindowVerdict(
        text(result, "result_id"),
        report,
        symbol(result, "verdict", DriftVerdict.class),
        number(result, "drifted_share"),
        features,
        text(result, "reason"));
  }

  private static FeatureVerdict feature(GenericRecord feature) {
    FeatureComparison comparison =
        new FeatureComparison(
            text(feature, "feature"),
            symbol(feature, "role", FeatureRole.class),
            symbol(feature, "kind", FeatureKind.class),
            whole(feature, "n_reference"),
            whole(feature, "n"),
            whole(feature, "missing"),
            whole(feature, "invalid"),
            number(feature, "missing_share_reference"),
            statistics((Map<?, ?>) feature.get("statistics")),
            unseen(feature));
    return new FeatureVerdict(
        comparison,
        symbol(feature, "verdict", DriftVerdict.class),
        text(feature, "decided_by"),
        number(feature, "adjusted_p_value"),
        number(feature, "threshold"),
        text(feature, "reason"));
  }

  private static UnseenOverview unseen(GenericRecord feature) {
    List<UnseenCategory> heaviest = new ArrayList<>();
    for (Object each : (List<?>) feature.get("heaviest_unseen")) {
      GenericRecord category = (GenericRecord) each;
      heaviest.add(
          new UnseenCategory(
              text(category, "category"),
              whole(category, "count"),
              number(category, "standard_error")));
    }
    return new UnseenOverview(
        whole(feature, "unseen"),
        whole(feature, "unseen_categories"),
        number(feature, "unseen_categories_standard_error"),
        heaviest);
  }

  /** A map has no order of its own: by key, so that equal results read equal. */
  private static List<Statistic> statistics(Map<?, ?> byKey) {
    Map<String, Statistic> sorted = new TreeMap<>();
    byKey.forEach(
        (key, value) ->
            sorted.put(key.toString(), statistic(key.toString(), (GenericRecord) value)));
    return List.copyOf(sorted.values());
  }

  private static Statistic statistic(String key, GenericRecord statistic) {
    return new Statistic(
        key,
        number(statistic, "value"),
        number(statistic, "p_value"),
        text(statistic, "method"),
        number(statistic, "error_bound"));
  }

  /**
   * A result, or one part of a result with many features.
   *
   * @param verdict the result with the features of this part
   * @param part which part, from 1
   * @param parts how many there are
   */
  public record Part(WindowVerdict verdict, int part, int parts) {}
}
