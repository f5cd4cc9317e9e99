// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import static io.tidemark.service.config.ConfigKeys.*;

import io.tidemark.core.observation.PerModel;
import io.tidemark.service.registry.RegistryConfig;
import io.tidemark.service.registry.RegistryTiming;
import io.tidemark.service.registry.RegistryTls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Reads the configuration. From weak to strong: the defaults, a properties file in UTF-8, the
 * environment ({@code TIDEMARK_WINDOWS_SIZE} for {@code windows.size}), overrides.
 */
public final class ConfigLoader {

  private ConfigLoader() {}

  /**
   * Reads and checks a configuration.
   *
   * @param file a properties file; null for none
   * @param environment environment variables, of which those with the prefix {@code TIDEMARK_} are
   *     looked at; {@code System.getenv()} as a rule
   * @param overrides settings by dotted name that win over all others
   * @return the configuration, its warnings with it
   * @throws ConfigException with every problem at once
   */
  public static TidemarkConfig load(
      Path file, Map<String, String> environment, Map<String, String> overrides) {
    RawSettings raw = new RawSettings();
    ConfigSources sources = new ConfigSources(raw);
    if (file != null) {
      sources.addFile(file);
    }
    sources.addEnvironment(environment);
    sources.addOverrides(overrides);
    ParsedSettings settings = new ParsedSettings(raw);
    InputChecks inputs = new InputChecks(settings);
    inputs.run();
    new CrossChecks(settings, inputs.hasFeaturesTopic()).run();
    ModelOverrides models = new ModelOverrides(settings);
    models.run();
    if (!settings.problems().isEmpty()) {
      throw new ConfigException(settings.problems());
    }
    return compose(settings, inputs.compose(), models.compose());
  }

  /**
   * Makes a configuration from settings alone, without file and environment.
   *
   * @param settings by dotted name; empty for the defaults
   * @return the configuration
   * @throws ConfigException with every problem at once
   */
  public static TidemarkConfig of(Map<String, String> settings) {
    return load(null, Map.of(), settings);
  }

  private static TidemarkConfig compose(
      ParsedSettings s, InputSettings inputs, PerModel<ModelSettings> models) {
    return new TidemarkConfig(
        kafka(s),
        registry(s),
        topics(s),
        inputs,
        windows(s),
        join(s),
        new IngestSettings(s.get(INGEST_MAX_FUTURE), s.get(INGEST_MAX_RECORD_BYTES)),
        new ReferenceSettings(
            s.get(REFERENCES_AUTO),
            s.get(REFERENCES_AUTO_OBSERVATIONS),
            s.get(REFERENCES_AUTO_WINDOWS)),
        models,
        new HttpSettings(s.get(HTTP_HOST), s.get(HTTP_PORT)),
        new MetricsSettings(s.get(METRICS_MAX_SERIES)),
        s.entries(),
        s.warnings());
  }

  private static WindowSettings windows(ParsedSettings s) {
    Duration size = s.get(WINDOWS_SIZE);
    return new WindowSettings(
        size,
        s.get(WINDOWS_ADVANCE).orElse(size),
        s.get(WINDOWS_GRACE),
        s.get(WINDOWS_IDLE_TIMEOUT),
        s.get(STATE_RETENTION),
        s.get(WINDOWS_MEMORY));
  }

  private static JoinSettings join(ParsedSettings s) {
    return new JoinSettings(
        s.get(JoinKeys.WINDOW),
        s.get(JoinKeys.UNMATCHED),
        s.get(JoinKeys.MAX_PENDING),
        s.get(JoinKeys.MAX_PENDING_BYTES),
        s.get(JoinKeys.MAX_RECENT_IDS));
  }

  private static KafkaSettings kafka(ParsedSettings s) {
    return new KafkaSettings(
        s.get(BOOTSTRAP_SERVERS),
        s.get(APPLICATION_ID),
        s.get(PROCESSING_GUARANTEE),
        s.get(COMMIT_INTERVAL),
        s.get(STREAM_THREADS),
        s.get(STATE_DIR),
        s.passthrough());
  }

  private static RegistryConfig registry(ParsedSettings s) {
    RegistryConfig patient =
        RegistryConfig.of(s.get(RegistryKeys.URL))
            .withTiming(
                new RegistryTiming(
                    s.get(RegistryKeys.CONNECT_TIMEOUT),
                    s.get(RegistryKeys.REQUEST_TIMEOUT),
                    s.get(RegistryKeys.RETRIES),
                    s.get(RegistryKeys.BACKOFF),
                    s.get(RegistryKeys.MAX_BACKOFF),
                    s.get(RegistryKeys.UNKNOWN_ID_CACHE)))
            .withTls(tls(s));
    if (s.has(RegistryKeys.BASIC_AUTH)) {
      return patient.withBasicAuth(s.get(RegistryKeys.BASIC_AUTH));
    }
    return s.has(RegistryKeys.TOKEN) ? patient.withBearerToken(s.get(RegistryKeys.TOKEN)) : patient;
  }

  /** Whom to trust and who we are towards the registry, as far as that is set. */
  static RegistryTls tls(ParsedSettings s) {
    return new RegistryTls(
        new RegistryTls.Store(
            orEmpty(s.get(RegistryKeys.KEYSTORE)),
            orEmpty(s.get(RegistryKeys.KEYSTORE_PASSWORD)),
            orEmpty(s.get(RegistryKeys.KEY_PASSWORD))),
        new RegistryTls.Store(
            orEmpty(s.get(RegistryKeys.TRUSTSTORE)),
            orEmpty(s.get(RegistryKeys.TRUSTSTORE_PASSWORD)),
            ""));
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  private static TopicSettings topics(ParsedSettings s) {
    return new TopicSettings(
        s.get(FEATURES_TOPIC),
        s.get(PREDICTIONS_TOPIC),
        s.get(REFERENCES_TOPIC),
        s.get(RESULTS_TOPIC),
        s.get(ALERTS_TOPIC),
        s.get(TRIGGERS_TOPIC),
        s.get(DEAD_LETTERS_TOPIC),
        s.get(TOPICS_CREATE),
        s.get(RegistryKeys.AUTO_REGISTER));
  }
}
