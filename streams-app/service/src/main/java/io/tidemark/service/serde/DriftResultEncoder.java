// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.core.decide.FeatureVerdict;
import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.evaluate.FeatureComparison;
import io.tidemark.schemas.DriftResult;
import io.tidemark.schemas.FeatureResult;
import io.tidemark.schemas.Statistic;
import io.tidemark.schemas.UnseenCategory;
import io.tidemark.service.registry.SchemaRegistryClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Encodes records of the results topic. Thread-safe. */
public final class DriftResultEncoder extends ContractEncoder {

  /** Features in one record at most; a wider model's result takes several records. */
  public static final int MAX_FEATURES = 250;

  /**
   * Makes an encoder.
   *
   * @param registry where the schema is registered
   * @param topic the results topic
   */
  public DriftResultEncoder(SchemaRegistryClient registry, String topic) {
    super(registry, topic, Contracts.DRIFT_RESULT);
  }

  /**
   * The key of all records of a result.
   *
   * @param verdict the result
   * @return its model in UTF-8
   */
  public byte[] key(WindowVerdict verdict) {
    return utf8(verdict.report().modelVersion().model());
  }

  /**
   * The values of a result's records, in the order of their parts.
   *
   * @param verdict the result
   * @param emittedMillis now, since the epoch
   * @return Avro in Confluent's wire format; one value for each {@link #MAX_FEATURES} features, at
   *     least one
   */
  public List<byte[]> values(WindowVerdict verdict, long emittedMillis) {
    List<FeatureVerdict> features = verdict.features();
    int parts = Math.max(1, (features.size() + MAX_FEATURES - 1) / MAX_FEATURES);
    List<byte[]> values = new ArrayList<>(parts);
    for (int part = 0; part < parts; part++) {
      int from = part * MAX_FEATURES;
      int to = Math.min(from + MAX_FEATURES, features.size());
      values.add(
          frame(
              head(verdict, emittedMillis)
                  .setPart(part + 1)
                  .setParts(parts)
                  .setFeatures(
                      features.subList(from, to).stream().map(DriftResultEncoder::feature).toList())
                  .build()));
    }
    return values;
  }

  private static DriftResult.Builder head(WindowVerdict verdict, long emittedMillis) {
    DriftReport report = verdict.report();
    return DriftResult.newBuilder()
        .setResultId(verdict.resultId())
        .setModel(report.modelVersion().model())
        .setModelVersion(report.modelVersion().version())
        .setSegment(ContractEncoder.segment(report.population()))
        .setWindowStart(Instant.ofEpochMilli(report.window().startMillis()))
        .setWindowEnd(Instant.ofEpochMilli(report.window().endMillis()))
        .setVerdict(ContractEnums.of(verdict.verdict()))
        .setDriftedShare(verdict.driftedShare())
        .setCloseReason(ContractEnums.of(report.closeReason()))
        .setReferenceId(report.referenceId())
        .setObservations(report.observations())
        .setUnreferenced(report.unreferenced())
        .setUnknownFeatures(report.unknownFeatures())
        .setReason(verdict.reason())
        .setEmittedAt(Instant.ofEpochMilli(emittedMillis));
  }

  private static FeatureResult feature(FeatureVerdict verdict) {
    FeatureComparison comparison = verdict.comparison();
    return new FeatureResult(
        comparison.feature(),
        ContractEnums.of(comparison.role()),
        ContractEnums.of(comparison.kind()),
        ContractEnums.of(verdict.verdict()),
        comparison.count(),
        comparison.missing(),
        comparison.invalid(),
        comparison.referenceCount(),
        comparison.referenceMissingShare(),
        verdict.decidedBy(),
        nullable(verdict.effect()),
        nullable(verdict.adjustedPValue()),
        nullable(verdict.threshold()),
        verdict.reason(),
        statistics(comparison),
        comparison.unseen().values(),
        comparison.unseen().distinct(),
        comparison.unseen().distinctError(),
        comparison.unseen().heaviest().stream().map(DriftResultEncoder::unseen).toList());
  }

  private static UnseenCategory unseen(io.tidemark.core.summary.UnseenCategory category) {
    return new UnseenCategory(category.category(), category.count(), category.standardError());
  }

  private static Map<String, Statistic> statistics(FeatureComparison comparison) {
    Map<String, Statistic> statistics = new LinkedHashMap<>();
    comparison
        .statistics()
        .forEach(
            statistic ->
                statistics.put(
                    statistic.key(),
                    new Statistic(
                        nullable(statistic.value()),
                        nullable(statistic.pValue()),
                        statistic.method(),
                        statistic.errorBound())));
    return statistics;
  }
}
