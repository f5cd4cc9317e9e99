// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

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
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.schemas.DriftResult;
import io.tidemark.schemas.FeatureResult;
import io.tidemark.service.registry.SchemaRegistryClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads published results back. Not safe for use by several threads. */
public final class DriftResultReader {

  private final AvroReader<DriftResult> reader;

  /**
   * Makes a reader.
   *
   * @param registry where writers registered their schemas
   */
  public DriftResultReader(SchemaRegistryClient registry) {
    reader = new AvroReader<>(registry, DriftResult.getClassSchema());
  }

  /**
   * Reads one record.
   *
   * @param value the record's value
   * @return the result, or the part of one that the record holds
   * @throws UndecodableRecordException if it is not a result that this reader knows
   */
  public Part read(byte[] value) throws UndecodableRecordException {
    DriftResult result = reader.read(value);
    try {
      return new Part(verdict(result), result.getPart(), result.getParts());
    } catch (IllegalArgumentException e) {
      throw new UndecodableRecordException(
          UndecodableRecordException.INCOMPATIBLE_SCHEMA,
          "the result has a value newer than this program: " + e.getMessage());
    }
  }

  private static WindowVerdict verdict(DriftResult result) {
    List<FeatureVerdict> features = new ArrayList<>();
    result.getFeatures().forEach(feature -> features.add(feature(feature)));
    DriftReport report =
        new DriftReport(
            new ModelVersion(result.getModel(), result.getModelVersion()),
            new EvaluationWindow(
                result.getWindowStart().toEpochMilli(), result.getWindowEnd().toEpochMilli()),
            CloseReason.valueOf(result.getCloseReason().name()),
            result.getReferenceId(),
            result.getObservations(),
            result.getUnreferenced(),
            result.getUnknownFeatures(),
            features.stream().map(FeatureVerdict::comparison).toList());
    return new WindowVerdict(
        result.getResultId(),
        report,
        DriftVerdict.valueOf(result.getVerdict().name()),
        result.getDriftedShare(),
        features,
        result.getReason());
  }

  private static FeatureVerdict feature(FeatureResult feature) {
    FeatureComparison comparison =
        new FeatureComparison(
            feature.getFeature(),
            FeatureRole.valueOf(feature.getRole().name()),
            FeatureKind.valueOf(feature.getKind().name()),
            feature.getNReference(),
            feature.getN(),
            feature.getMissing(),
            feature.getInvalid(),
            feature.getMissingShareReference(),
            statistics(feature.getStatistics()));
    return new FeatureVerdict(
        comparison,
        DriftVerdict.valueOf(feature.getVerdict().name()),
        feature.getDecidedBy(),
        number(feature.getAdjustedPValue()),
        number(feature.getThreshold()),
        feature.getReason());
  }

  /** A map has no order of its own: by key, so that equal results read equal. */
  private static List<Statistic> statistics(Map<String, io.tidemark.schemas.Statistic> byKey) {
    List<Statistic> statistics = new ArrayList<>();
    new TreeMap<>(byKey)
        .forEach(
            (key, statistic) ->
                statistics.add(
                    new Statistic(
                        key,
                        number(statistic.getValue()),
                        number(statistic.getPValue()),
                        statistic.getMethod(),
                        statistic.getErrorBound())));
    return statistics;
  }

  private static double number(Double value) {
    return value == null ? Double.NaN : value;
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
