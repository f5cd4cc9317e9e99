// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.decide.Decision;
import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.decide.FeatureVerdict;
import io.tidemark.core.evaluate.CloseReason;
import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.summary.WindowSummary;
import io.tidemark.service.clients.CommitPace;
import io.tidemark.service.clients.InputProgress;
import io.tidemark.service.config.ConfigLoader;
import io.tidemark.service.config.TidemarkConfig;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.testing.StageDriver;
import io.tidemark.service.topology.TopologyParts;
import io.tidemark.service.topology.decide.DecideStage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.Test;

/** The same data, judged for models that are set otherwise, by the parts the service runs with. */
class ModelPoliciesTest {

  private static final ValueLayout LAYOUT = ValueLayout.of("amount", "session_id");

  private final TopologyParts parts = parts();

  private static TopologyParts parts() {
    Map<String, String> settings =
        Map.of(
            "model.calm.drift.min.samples", "5000",
            "model.calm.version.7.drift.min.samples", "100",
            "model.picky.feature.session_id.ignore", "true",
            "model.picky.feature.amount.statistic", "energy",
            "model.picky.feature.amount.threshold", "1000",
            "model.picky.evaluation.bins", "3");
    TidemarkConfig config = ConfigLoader.of(settings);
    return Wiring.parts(
        config,
        1,
        Wiring.registry(config),
        InputProgress.UNKNOWN,
        CommitPace.RUNTIME,
        new ServiceStatus());
  }

  /** Both columns move by a half of their range. */
  private DriftReport report(ModelVersion model) {
    double[] values = IntStream.range(0, 1000).asDoubleStream().toArray();
    ReferenceProfile profile =
        ReferenceProfile.of(
            model,
            "training",
            0,
            List.of(
                NumericReference.of("amount", FeatureRole.FEATURE, values, 100, 0),
                NumericReference.of("session_id", FeatureRole.FEATURE, values, 100, 0)));
    WindowSummary summary = WindowSummary.of(profile);
    for (double value : values) {
      ObservedValues features =
          ObservedValues.builder(LAYOUT).number(0, value + 500).number(1, value + 500).build();
      summary.accept(new Observation(model, 0, features, ObservedValues.EMPTY));
    }
    return parts
        .evaluators()
        .of(model)
        .evaluate(new EvaluationWindow(0, 1000), CloseReason.WATERMARK, summary, 0);
  }

  private List<Decision> decide(ModelVersion... models) {
    DecideStage stage =
        new DecideStage(
            parts.decisionMakers(),
            parts.references().segments(),
            parts.retentionMillis(),
            parts.status());
    try (var driver = new StageDriver<DriftReport, Decision>(new Keyed(stage), 1000)) {
      for (ModelVersion model : models) {
        driver.pipe(report(model));
      }
      return List.copyOf(driver.forwarded());
    }
  }

  @Test
  void decide_sameDataForModelsSetOtherwise_givesOtherVerdicts() {
    List<Decision> decisions =
        decide(
            new ModelVersion("other", "7"),
            new ModelVersion("calm", "6"),
            new ModelVersion("calm", "7"),
            new ModelVersion("picky", "1"));
    assertThat(decisions)
        .extracting(decision -> decision.verdict().verdict())
        .containsExactly(
            DriftVerdict.DRIFT,
            DriftVerdict.INSUFFICIENT_DATA,
            DriftVerdict.DRIFT,
            DriftVerdict.STABLE);
    List<FeatureVerdict> picky = decisions.get(3).verdict().features();
    assertThat(picky.get(0).decidedBy()).isEqualTo("energy");
    assertThat(picky.get(1).judged()).isFalse();
    assertThat(picky.get(1).reason()).startsWith("ignored");
  }

  @Test
  void evaluate_modelWithBinsAndAStatisticOfItsOwn_measuresByThem() {
    DriftReport other = report(new ModelVersion("other", "1"));
    DriftReport picky = report(new ModelVersion("picky", "1"));
    assertThat(picky.features().get(0).statistic("energy")).isNotNull();
    assertThat(other.features().get(0).statistic("energy")).isNull();
    assertThat(picky.features().get(0).statistic("psi").value())
        .isNotEqualTo(other.features().get(0).statistic("psi").value());
  }

  /** Gives reports the key they have in the topology. */
  private record Keyed(DecideStage stage)
      implements ProcessorSupplier<Void, DriftReport, ModelVersion, Decision> {

    @Override
    public Processor<Void, DriftReport, ModelVersion, Decision> get() {
      Processor<ModelVersion, DriftReport, ModelVersion, Decision> inner = stage.get();
      return new Processor<>() {
        @Override
        public void init(ProcessorContext<ModelVersion, Decision> context) {
          inner.init(context);
        }

        @Override
        public void process(Record<Void, DriftReport> record) {
          inner.process(record.withKey(record.value().modelVersion()));
        }

        @Override
        public void close() {
          inner.close();
        }
      };
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return stage.stores();
    }
  }
}
