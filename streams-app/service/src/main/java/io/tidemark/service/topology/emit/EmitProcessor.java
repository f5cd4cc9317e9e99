// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.emit;

import io.tidemark.core.decide.AlertEvent;
import io.tidemark.core.decide.Decision;
import io.tidemark.core.decide.RetrainingTrigger;
import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.service.serde.DriftAlertEncoder;
import io.tidemark.service.serde.DriftResultEncoder;
import io.tidemark.service.serde.RetrainingTriggerEncoder;
import io.tidemark.service.topology.names.StreamNames.Operators;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Encodes decisions into records of the output topics.
 *
 * <p>Records carry the time of emission, not of the window: brokers delete by record time, and the
 * results of replayed history would be gone before anybody had read them.
 */
public final class EmitProcessor implements Processor<ModelVersion, Decision, byte[], byte[]> {

  /** One encoder an output topic. */
  public record Encoders(
      DriftResultEncoder results, DriftAlertEncoder alerts, RetrainingTriggerEncoder triggers) {}

  private final Encoders encoders;
  private ProcessorContext<byte[], byte[]> context;

  /** A processor of one task. */
  public EmitProcessor(Encoders encoders) {
    this.encoders = encoders;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
  }

  @Override
  public void process(Record<ModelVersion, Decision> record) {
    long nowMillis = context.currentSystemTimeMs();
    Decision decision = record.value();
    emit(decision.verdict(), nowMillis);
    decision.alerts().forEach(event -> emit(event, nowMillis));
    if (decision.trigger() != null) {
      emit(decision.trigger(), nowMillis);
    }
  }

  private void emit(WindowVerdict verdict, long nowMillis) {
    byte[] key = encoders.results().key(verdict);
    for (byte[] value : encoders.results().values(verdict, nowMillis)) {
      context.forward(new Record<>(key, value, nowMillis), Operators.RESULTS_SINK);
    }
  }

  private void emit(AlertEvent event, long nowMillis) {
    context.forward(
        new Record<>(
            encoders.alerts().key(event), encoders.alerts().value(event, nowMillis), nowMillis),
        Operators.ALERTS_SINK);
  }

  private void emit(RetrainingTrigger trigger, long nowMillis) {
    context.forward(
        new Record<>(
            encoders.triggers().key(trigger),
            encoders.triggers().value(trigger, nowMillis),
            nowMillis,
            encoders.triggers().headers(trigger, nowMillis)),
        Operators.TRIGGERS_SINK);
  }
}
