// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DriftPolicyTest {

  private static final ColumnPolicy IGNORED = new ColumnPolicy(true, null, Double.NaN, Double.NaN);

  @Test
  void withDefaults_everyField_isAsDocumented() {
    assertThat(DriftPolicy.withDefaults())
        .isEqualTo(
            new DriftPolicy(
                0.01,
                Correction.BENJAMINI_HOCHBERG,
                new EffectThresholds(0.1, 0.2, 0.1, 0.1),
                50,
                0.3,
                Map.of(),
                Map.of(),
                new AlertPolicy(2, 2),
                new RetrainingPolicy(true, 3, Duration.ofHours(24))));
  }

  @Test
  void with_everyField_setsThatFieldAlone() {
    var thresholds =
        EffectThresholds.withDefaults()
            .withNumericKs(1)
            .withNumericPsi(2)
            .withCategoricalPsi(3)
            .withMissingShare(4);
    var alerts = AlertPolicy.withDefaults().withAlertAfterWindows(5).withResolveAfterWindows(6);
    var retraining =
        RetrainingPolicy.withDefaults()
            .withEnabled(false)
            .withAfterWindows(7)
            .withCooldown(Duration.ofDays(8));
    assertThat(
            DriftPolicy.withDefaults()
                .withAlpha(0.05)
                .withCorrection(Correction.NONE)
                .withThresholds(thresholds)
                .withMinSamples(9)
                .withDriftedShareThreshold(0.5)
                .withImportance(Map.of("a", 2.0))
                .withColumns(Map.of("b", IGNORED))
                .withAlerts(alerts)
                .withRetraining(retraining))
        .isEqualTo(
            new DriftPolicy(
                0.05,
                Correction.NONE,
                new EffectThresholds(1, 2, 3, 4),
                9,
                0.5,
                Map.of("a", 2.0),
                Map.of("b", IGNORED),
                new AlertPolicy(5, 6),
                new RetrainingPolicy(false, 7, Duration.ofDays(8))));
  }

  @Test
  void importance_mapChangedLater_isNotFollowed() {
    Map<String, Double> weights = new HashMap<>(Map.of("a", 2.0));
    DriftPolicy policy = DriftPolicy.withDefaults().withImportance(weights);
    weights.put("a", 3.0);
    assertThat(policy.weight("a")).isEqualTo(2);
    assertThat(policy.weight("b")).isEqualTo(1);
  }

  @Test
  void construct_valueOutOfRange_namesFieldAndValue() {
    DriftPolicy policy = DriftPolicy.withDefaults();
    assertThatThrownBy(() -> policy.withAlpha(0)).hasMessage("alpha must be in (0, 1], got 0.0");
    assertThatThrownBy(() -> policy.withAlpha(Double.NaN)).hasMessageContaining("alpha");
    assertThatThrownBy(() -> policy.withDriftedShareThreshold(1.1))
        .hasMessage("driftedShareThreshold must be in (0, 1], got 1.1");
    assertThatThrownBy(() -> policy.withMinSamples(0))
        .hasMessage("minSamples must be at least 1, got 0");
    assertThatThrownBy(() -> policy.withImportance(Map.of("a", -1.0)))
        .hasMessage("importance of a must be finite and not negative, got -1.0");
    assertThatThrownBy(() -> EffectThresholds.withDefaults().withNumericKs(0))
        .hasMessage("numericKs must be positive, got 0.0");
    assertThatThrownBy(() -> new AlertPolicy(0, 1))
        .hasMessage("alertAfterWindows must be at least 1, got 0");
    assertThatThrownBy(() -> new RetrainingPolicy(true, 1, Duration.ofMillis(-1)))
        .hasMessage("cooldown must not be negative, got PT-0.001S");
  }
}
