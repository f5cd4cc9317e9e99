// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import static java.util.stream.Collectors.joining;

import io.tidemark.core.decide.DriftPolicy;
import io.tidemark.core.observation.PerModel;
import io.tidemark.service.registry.RegistryConfig;
import java.util.List;
import java.util.stream.Stream;

/**
 * The whole configuration, checked. One part for each room that needs one; a room is given its part
 * and no more. {@link #toString} leaves the secrets out.
 *
 * @param kafka brokers and stream
 * @param registry the Schema Registry
 * @param topics names of topics
 * @param inputs how the input topics are read
 * @param windows windows of event time
 * @param join features with predictions
 * @param ingest what is let in
 * @param references references made of the stream
 * @param models windows against references, verdicts, alerts and triggers, which may differ by
 *     model and version
 * @param http the HTTP endpoint
 * @param metrics the metrics
 * @param entries every setting as it stands, for people
 * @param warnings what is allowed but hardly meant, one sentence each
 */
public record TidemarkConfig(
    KafkaSettings kafka,
    RegistryConfig registry,
    TopicSettings topics,
    InputSettings inputs,
    WindowSettings windows,
    JoinSettings join,
    IngestSettings ingest,
    ReferenceSettings references,
    PerModel<ModelSettings> models,
    HttpSettings http,
    MetricsSettings metrics,
    List<ConfigEntry> entries,
    List<String> warnings) {

  /** Copies the lists. */
  public TidemarkConfig {
    entries = List.copyOf(entries);
    warnings = List.copyOf(warnings);
  }

  /**
   * How windows are compared with references, unless their model has it otherwise.
   *
   * @return the general settings
   */
  public EvaluationSettings evaluation() {
    return models.general().evaluation();
  }

  /**
   * Verdicts, alerts and triggers, unless a model has them otherwise.
   *
   * @return the general policy
   */
  public DriftPolicy policy() {
    return models.general().policy();
  }

  /**
   * How long state is kept in fact: neighbouring windows must find that of each other.
   *
   * @return the retention, but at least twice size and grace of the longest windows, in
   *     milliseconds
   */
  public long stateRetentionMillis() {
    return Math.max(
        windows.retention().toMillis(),
        everyModel()
            .map(ModelSettings::windows)
            .mapToLong(spec -> 2 * (spec.sizeMillis() + spec.graceMillis()))
            .max()
            .orElseThrow());
  }

  /** What holds for all models, and for each that has something of its own. */
  private Stream<ModelSettings> everyModel() {
    return Stream.of(
            Stream.of(models.general()),
            models.models().values().stream(),
            models.versions().values().stream())
        .flatMap(settings -> settings);
  }

  /**
   * Whether references are made of the stream, and published.
   *
   * @return true for first or rolling ones of any model
   */
  public boolean writesReferences() {
    return references.learned()
        || everyModel().anyMatch(settings -> !settings.rolling().period().isZero());
  }

  /** Every setting on a line of its own, secrets hidden. */
  @Override
  public String toString() {
    return entries.stream().map(ConfigEntry::toString).collect(joining("\n"));
  }
}
