// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.core.decide.ColumnPolicy;
import io.tidemark.core.decide.DriftPolicy;
import io.tidemark.core.evaluate.StatisticKind;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.WindowSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of one model: whose they are, which win, and what is wrong with them. */
class ModelSettingsTest {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root"));
  private static final double USUAL = Double.NaN;

  @TempDir private Path directory;

  private static DriftPolicy policy(TidemarkConfig config, String model, String version) {
    return config.models().of(new ModelVersion(model, version)).policy();
  }

  private static List<ConfigProblem> problems(Map<String, String> settings) {
    return catchThrowableOfType(ConfigException.class, () -> ConfigLoader.of(settings)).problems();
  }

  private TidemarkConfig exampleOfTheDocs() throws Exception {
    String page = Files.readString(ROOT.resolve("docs/configuration.md"));
    String example = page.split("```properties\n", -1)[1].split("```", -1)[0];
    assertThat(example.lines().count()).isLessThanOrEqualTo(15);
    Path file = Files.writeString(directory.resolve("models.properties"), example);
    return ConfigLoader.load(file, Map.of(), Map.of());
  }

  @Test
  void load_exampleOfTheDocs_givesEachModelItsPolicy() throws Exception {
    TidemarkConfig config = exampleOfTheDocs();
    DriftPolicy churn = policy(config, "churn", "8");
    DriftPolicy defaults = DriftPolicy.withDefaults();
    assertThat(churn)
        .isEqualTo(
            defaults
                .withMinSamples(200)
                .withAlerts(defaults.alerts().withAlertAfterWindows(3))
                .withImportance(Map.of("age", 3.0))
                .withColumns(
                    Map.of(
                        "session_id",
                        new ColumnPolicy(true, null, USUAL, USUAL),
                        "amount",
                        new ColumnPolicy(false, StatisticKind.WASSERSTEIN_NORMED, 0.2, USUAL),
                        "customer.income",
                        new ColumnPolicy(false, null, USUAL, Double.POSITIVE_INFINITY))));
    assertThat(config.models().ofModel("churn").evaluation().bins()).isEqualTo(20);
    assertThat(config.models().ofModel("churn").windows().sizeMillis())
        .isEqualTo(Duration.ofDays(1).toMillis());
    assertThat(policy(config, "churn", "7")).isEqualTo(churn.withMinSamples(50));
    assertThat(policy(config, "fraud.eu", "2")).isEqualTo(defaults.withAlpha(0.05));
    assertThat(policy(config, "fraud.eu", "2.1"))
        .isEqualTo(
            defaults.withAlpha(0.05).withRetraining(defaults.retraining().withEnabled(false)));
    assertThat(policy(config, "other", "7")).isEqualTo(defaults);
    assertThat(config.evaluation().bins()).isEqualTo(10);
    assertThat(config.warnings()).isEmpty();
  }

  /** Each setting of models takes what it takes for all, and lands where it lands for all. */
  @Test
  void load_everySettingOfModels_isTheSameAsForAll() {
    Map<String, String> others =
        Map.of(
            "drift.correction", "bonferroni",
            "evaluation.statistics", "all",
            "evaluation.psi.floor", "1e-3",
            "segments.enabled", "false",
            "retraining.enabled", "false",
            "retraining.cooldown", "2h",
            "references.rolling", "24h",
            "references.rolling.observations", "900",
            "windows.size", "2h",
            "windows.advance", "10m");
    for (ConfigKey<?> key : ModelKeys.ofModels()) {
      String text =
          others.getOrDefault(key.name(), key.defaultText().matches("\\d+") ? "7" : "0.7");
      ModelSettings general = ConfigLoader.of(Map.of(key.name(), text)).models().general();
      TidemarkConfig config = ConfigLoader.of(Map.of("model.m." + key.name(), text));
      ModelSettings own = config.models().ofModel("m");
      assertThat(own.policy()).as(key.name()).isEqualTo(general.policy());
      assertThat(own.evaluation()).as(key.name()).isEqualTo(general.evaluation());
      assertThat(own.segments()).as(key.name()).isEqualTo(general.segments());
      assertThat(own.rolling()).as(key.name()).isEqualTo(general.rolling());
      assertThat(own.windows()).as(key.name()).isEqualTo(general.windows());
      ModelSettings untouched = config.models().general();
      assertThat(
              untouched.policy().equals(own.policy())
                  && untouched.segments() == own.segments()
                  && untouched.evaluation().equals(own.evaluation())
                  && untouched.rolling().equals(own.rolling())
                  && untouched.windows().equals(own.windows()))
          .as(key.name())
          .isFalse();
    }
  }

  @Test
  void load_rollingOffForOneModel_isOffThereOnly() {
    TidemarkConfig config =
        ConfigLoader.of(Map.of("references.rolling", "24h", "model.m.references.rolling", "off"));
    assertThat(config.models().general().rolling().period()).isEqualTo(Duration.ofDays(1));
    assertThat(config.models().ofModel("m").rolling().period()).isZero();
    assertThat(config.writesReferences()).isTrue();
    assertThat(ConfigLoader.of(Map.of()).writesReferences()).isFalse();
  }

  @Test
  void load_binsOfAColumn_areThoseOfTheVersionElseOfTheModel() {
    TidemarkConfig config =
        ConfigLoader.of(
            Map.of(
                "model.m.feature.age.bins", "20",
                "model.m.feature.income.bins", "50",
                "model.m.version.2.feature.age.bins", "5"));
    assertThat(config.evaluation().columnBins()).isEmpty();
    assertThat(config.models().ofModel("m").evaluation().columnBins())
        .isEqualTo(Map.of("age", 20, "income", 50));
    assertThat(config.models().of(new ModelVersion("m", "2")).evaluation().columnBins())
        .isEqualTo(Map.of("age", 5, "income", 50));
  }

  @Test
  void load_windowsOfAModel_longestDecidesHowLongStateIsKept() {
    TidemarkConfig config =
        ConfigLoader.of(
            Map.of(
                "windows.size", "1h",
                "windows.grace", "5m",
                "model.m.windows.size", "7d",
                "model.m.version.2.windows.size", "6h",
                "model.m.version.2.windows.advance", "2h"));
    assertThat(config.models().general().windows()).isEqualTo(spec(60, 60));
    assertThat(config.models().ofModel("m").windows()).isEqualTo(spec(7 * 24 * 60, 7 * 24 * 60));
    assertThat(config.models().of(new ModelVersion("m", "2")).windows()).isEqualTo(spec(360, 120));
    assertThat(config.stateRetentionMillis())
        .isEqualTo(2 * Duration.ofDays(7).plusMinutes(5).toMillis());
  }

  private static WindowSpec spec(long sizeMinutes, long advanceMinutes) {
    return new WindowSpec(60_000 * sizeMinutes, 60_000 * advanceMinutes, 300_000);
  }

  @Test
  void load_windowsOfAModelThatDoNotGoTogether_areRefused_namingTheLine() {
    Map<String, String> settings =
        Map.of(
            "windows.size", "1h",
            "windows.advance", "20m",
            "references.rolling", "2h",
            "model.odd.windows.advance", "25m",
            "model.large.windows.size", "7d",
            "model.small.windows.size", "1s",
            "model.small.windows.advance", "1s",
            "model.long.windows.size", "4h");
    assertThat(problems(settings))
        .extracting(ConfigProblem::key, ConfigProblem::problem)
        .containsExactlyInAnyOrder(
            tuple("model.odd.windows.advance", "does not divide windows.size=1h"),
            tuple(
                "model.odd.windows.advance",
                "references.rolling is no whole multiple of 25m, the windows' advance"),
            tuple(
                "model.large.windows.size",
                "windows.advance puts every observation into 504 windows"),
            tuple("model.large.windows.size", "references.rolling is shorter than windows.size=7d"),
            tuple(
                "model.small.windows.size", "windows.grace is more than 100 times windows.size=1s"),
            tuple("model.small.windows.size", "join.window is more than 100 times windows.size=1s"),
            tuple("model.long.windows.size", "references.rolling is shorter than windows.size=4h"));
  }

  @Test
  void load_advanceOfAModelThatDoesNotGoIntoTheRollingPeriodOfAll_isRefused() {
    Map<String, String> settings =
        Map.of(
            "windows.size", "1h",
            "windows.advance", "20m",
            "references.rolling", "80m",
            "model.m.windows.advance", "30m");
    assertThat(problems(settings))
        .extracting(ConfigProblem::key, ConfigProblem::problem)
        .containsExactly(
            tuple(
                "model.m.windows.advance",
                "references.rolling is no whole multiple of 30m, the windows' advance"));
  }

  @Test
  void load_rollingPeriodThatIsNoWholeWindows_isRefused_forAllAndForAModel() {
    Map<String, String> settings =
        Map.of(
            "windows.size", "1h",
            "references.rolling", "90m",
            "model.m.references.rolling", "30m",
            "model.n.references.rolling", "2h");
    assertThat(problems(settings))
        .extracting(ConfigProblem::key, ConfigProblem::problem)
        .containsExactlyInAnyOrder(
            tuple("references.rolling", "is no whole multiple of 1h, the windows' advance"),
            tuple("model.m.references.rolling", "is shorter than windows.size=1h"));
  }

  @Test
  void load_importanceForAllAndForAModel_areJoined() {
    Map<String, String> settings =
        Map.of(
            "drift.importance.a", "2",
            "drift.importance.b", "3",
            "model.m.feature.b.importance", "0",
            "model.m.version.1.feature.c.importance", "5");
    TidemarkConfig config = ConfigLoader.of(settings);
    assertThat(policy(config, "m", "2").importance()).isEqualTo(Map.of("a", 2.0, "b", 0.0));
    assertThat(policy(config, "m", "1").importance())
        .isEqualTo(Map.of("a", 2.0, "b", 0.0, "c", 5.0));
    assertThat(config.models().ofModel("m").entries())
        .contains(
            new ConfigEntry("drift.importance.a", "2", "command line"),
            new ConfigEntry(
                "feature.b.importance", "0", "model.m.feature.b.importance, command line"));
  }

  @Test
  void load_statisticOfAVersion_doesNotTakeTheThresholdOfAnother() {
    Map<String, String> settings =
        Map.of(
            "model.m.feature.x.statistic", "wasserstein",
            "model.m.feature.x.threshold", "30",
            "model.m.version.1.feature.x.statistic", "psi",
            "model.m.version.2.feature.x.threshold", "40");
    TidemarkConfig config = ConfigLoader.of(settings);
    assertThat(policy(config, "m", "1").column("x"))
        .isEqualTo(new ColumnPolicy(false, StatisticKind.PSI, USUAL, USUAL));
    assertThat(policy(config, "m", "2").column("x"))
        .isEqualTo(new ColumnPolicy(false, StatisticKind.WASSERSTEIN, 40, USUAL));
  }

  @Test
  void load_oddNames_areTakenAsTheyAre() {
    Map<String, String> settings =
        Map.of(
            "model.version.version.feature.drift.alpha", "0.5",
            "model.\"a \"b\" = c.d\".version.ü:1.drift.alpha", "0.4",
            "model.m.feature.\"ignore.ignore\".ignore", "true",
            "model.m.feature.feature.x.missing.share.importance", "2");
    TidemarkConfig config = ConfigLoader.of(settings);
    assertThat(policy(config, "version", "feature").alpha()).isEqualTo(0.5);
    assertThat(policy(config, "a \"b\" = c.d", "ü:1").alpha()).isEqualTo(0.4);
    assertThat(policy(config, "m", "1").column("ignore.ignore").ignored()).isTrue();
    assertThat(policy(config, "m", "1").weight("feature.x.missing.share")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model.m.drift.alhpa          | 1     | not a setting of a model | mean"
            + " model.m.drift.alpha?",
        "model.m.nothing              | 1     | not a setting of a model | use one of"
            + " windows.size, windows.advance, references.rolling",
        "model.m.version.1.drift.alfa | 1     | not a setting of | mean"
            + " model.m.version.1.drift.alpha?",
        "model.m.drift.alpha          | 0     | is out of range          | above 0, at most 1",
        "model.m.drift.alpha          | ' '   | is empty                 | give a value",
        "model.m.version.1.evaluation.bins | x | is not an integer       | from 2 to 1000",
        "model.m.windows.grace        | 1h    | for all models alike     | set windows.grace",
        "model.m.drift.importance.age | 2     | otherwise | set model.m.feature.age.importance",
        "model.fraud.eu.drift.alpha   | 1     | with a dot in it | model.\"fraud.eu\".drift.alpha",
        "model.m.version.2.1.drift.alpha | 1  | with a dot | model.m.version.\"2.1\".drift.alpha",
        "model.fraud.eu.version.1.feature.x.ignore | 1 | dot |"
            + " model.\"fraud.eu\".version.1.feature",
        "model.m                      | 1     | has no setting after the |" + " model.churn.drift",
        "model.\"m.drift.alpha        | 1     | has no setting after     | around a name",
        "model..drift.alpha           | 1     | has no model             | model.churn.drift",
        "model.m.version.7            | 1     | no setting after the version | model.churn.drift",
        "model.m.feature.x.treshold   | 1     | of a column | mean model.m.feature.x.threshold?",
        "model.m.feature.x            | 1     | of a column | importance, ignore, bins, statistic",
        "model.m.feature.x.importance | -1    | is out of range          | 0 or more",
        "model.m.feature.x.ignore     | maybe | is none of               | true, false",
        "model.m.feature.x.statistic  | chi_square | is none of          | wasserstein_normed",
        "model.m.feature.x.statistic  | energy | has no threshold | in model.m.feature.x.threshold",
        "model.m.feature.x.threshold  | 0.2   | has no statistic | in model.m.feature.x.statistic",
        "models.m.drift.alpha         | 1     | is not a setting         | docs/configuration.md",
      })
  void load_wrongSetting_saysWhatAndWhatToDo(
      String name, String value, String problem, String remedy) {
    List<ConfigProblem> problems = problems(Map.of(name, value));
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).key()).isEqualTo(name);
    assertThat(problems.get(0).origin()).isEqualTo("command line");
    assertThat(problems.get(0).problem()).contains(problem);
    assertThat(problems.get(0).remedy()).contains(remedy);
  }

  @Test
  void load_severalWrongSettings_areNamedOnceAndTogether() {
    Map<String, String> settings = new HashMap<>();
    settings.put("windows.size", "soon");
    settings.put("model.m.drift.alpha", "2");
    settings.put("model.m.feature.x.statistic", "energy");
    settings.put("model.m.version.1.drift.alpha", "0.5");
    settings.put("model.m.version.2.feature.y.statistic", "energy");
    settings.put("model.m.version.2.feature.y.threshold", "none");
    assertThat(problems(settings))
        .extracting(ConfigProblem::key)
        .containsExactlyInAnyOrder(
            "windows.size",
            "model.m.drift.alpha",
            "model.m.feature.x.statistic",
            "model.m.version.2.feature.y.threshold");
  }

  @Test
  void load_triggerBeforeTheAlertOfOneModel_warns() {
    TidemarkConfig config = ConfigLoader.of(Map.of("model.m.alerts.fire.after.windows", "9"));
    assertThat(config.warnings()).hasSize(1);
    assertThat(config.warnings().get(0))
        .startsWith(
            "model.m.retraining.after.windows is 3 and less than alerts.fire.after.windows");
  }
}
