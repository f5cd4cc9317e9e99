// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

/** The page {@code docs/configuration.md}, made from {@link ConfigKeys}. */
public final class ConfigurationPage {

  private static final String HEAD =
      """
      # Configuration

      <!-- Made from ConfigKeys.java. Do not edit; run
           ./mvnw -pl streams-app/service -am test -Dtest=ConfigurationPageTest \
      -Dsurefire.failIfNoSpecifiedTests=false -Dtidemark.regenerate=true -->

      Tidemark runs with no setting at all against a broker and a registry on this machine. Each
      setting is given in one of three places; the later one wins:

      1. a properties file in UTF-8: `./tidemark run --config FILE`, lines like `windows.size=1h`;
      2. the environment: `TIDEMARK_` and the name in capitals with `_` for `.`, such as
         `TIDEMARK_WINDOWS_SIZE=1h`;
      3. the command line.

      `./tidemark config check --config FILE` shows every setting with where it was set, and every
      problem at once.

      - **Durations** are written `500ms`, `10s`, `5m`, `1h30m`, `30d`, or in ISO-8601 (`PT1H`).
      - **Kafka's own settings** go under `kafka.` with Kafka's own names: `kafka.security.protocol`,
        `kafka.consumer.max.poll.records`, `kafka.producer.linger.ms`, `kafka.replication.factor`.
        In the environment: `TIDEMARK_KAFKA_SECURITY_PROTOCOL`. A name that Kafka does not have is
        passed on with a warning.
      - **JMX** is off: Kafka's clients neither show their metrics as beans nor push them to the
        brokers, as Tidemark publishes what counts for [Prometheus](metrics.md). To have both back:
        `kafka.metric.reporters=org.apache.kafka.common.metrics.JmxReporter` and
        `kafka.enable.metrics.push=true`.
      - **Secrets** (names that end in `password`, `secret`, `token`, `user.info`,
        `sasl.jaas.config` and the like) are never shown. Each may stand in a file of its own:
        `schema.registry.basic.auth.user.info.file=/run/secrets/registry`, or
        `TIDEMARK_KAFKA_SASL_JAAS_CONFIG_FILE`.
      - **Inputs** of any shape are read by a mapping of a few lines: [inputs.md](inputs.md). Settings
        of a deserializer follow its name: `input.predictions.deserializer.some.setting=…`.
      - **Importance** of a column: `drift.importance.income=2` counts `income` twice in the share of
        drifted features; `0` has it judged and reported without a say in the model's verdict. Names
        of columns keep their case, so this one cannot be set in the environment.
      - **One model** may have settings of its own: [below](#settings-of-one-model).
      - **A setting that does not exist** is an error, with the nearest one that does. In the
        environment it is a warning, since others set variables there too.
      """;

  private static final String MODELS =
      """

      ## Settings of one model

      What holds for one model stands together, under its name. `windows.size`, `windows.advance`
      and whatever begins with `evaluation.`, `segments.`, `drift.`, `alerts.`, `retraining.` or
      `references.rolling` above can be set again for a model, and again for one of its versions: the
      version wins over the model, the model over what is set for all. A model without a line is judged
      by the settings for all.

      ```properties
      model.churn.windows.size=1d
      model.churn.drift.min.samples=200
      model.churn.alerts.fire.after.windows=3
      model.churn.evaluation.bins=20
      model.churn.feature.age.importance=3
      model.churn.feature.session_id.ignore=true
      model.churn.feature.amount.statistic=wasserstein_normed
      model.churn.feature.amount.threshold=0.2
      model.churn.feature.customer.income.missing.share=off
      model.churn.version.7.drift.min.samples=50
      model."fraud.eu".drift.alpha=0.05
      model."fraud.eu".version."2.1".retraining.enabled=false
      ```

      `./tidemark config check --config FILE --model churn --model-version 7` shows what holds for it
      and which line says so. A model's or version's name with a dot stands in double quotes; a
      column's needs none. In a properties file a space, `:` or `=` in a name is written with `\\`
      before it. Names keep their case, so none of this can be set in the environment. A column is a
      feature or a prediction; each takes:

      | Setting | Type | Default | Meaning |
      | --- | --- | --- | --- |
      """;

  private ConfigurationPage() {}

  /**
   * The whole page.
   *
   * @return Markdown that ends with a line end
   */
  public static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    String section = "";
    for (ConfigKey<?> key : ConfigKeys.all()) {
      if (!ConfigKeys.section(key).equals(section)) {
        section = ConfigKeys.section(key);
        page.append("\n## ")
            .append(section)
            .append("\n\n| Setting | Type | Default | Meaning |\n| --- | --- | --- | --- |\n");
      }
      row(page, key, key.name());
    }
    page.append(MODELS);
    for (ConfigKey<?> key : ModelKeys.ofFeatures()) {
      row(page, key, "feature.COLUMN." + key.name());
    }
    return page.toString();
  }

  private static void row(StringBuilder page, ConfigKey<?> key, String name) {
    page.append("| `")
        .append(name)
        .append("` | ")
        .append(key.type().label())
        .append(key.secret() ? ", secret" : "")
        .append(" | ")
        .append(key.defaultText().isEmpty() ? "–" : "`" + key.defaultText() + "`")
        .append(" | ")
        .append(key.doc())
        .append(" |\n");
  }
}
