// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.ingest;

import io.tidemark.core.observation.JoinHalf;
import io.tidemark.service.registry.Patience;
import io.tidemark.service.registry.RegistryUnavailableException;
import io.tidemark.service.serde.DeadLetterEncoder;
import io.tidemark.service.serde.RejectedRecord;
import io.tidemark.service.serde.UndecodableRecordException;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.status.TaskStatus;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Decodes one input topic. What cannot be used goes to the dead letters with the reason; nothing a
 * producer sends stops the stream.
 *
 * <p>Takes raw bytes, because an error inside a deserializer would be the runtime's to handle, and
 * it knows neither our reasons nor the original key.
 */
public final class IngestProcessor implements Processor<byte[], byte[], Object, Object> {

  /** How records of one topic become join halves. */
  @FunctionalInterface
  public interface Decoder {
    /** Decodes a value; the value may be null. */
    JoinHalf decode(byte[] value) throws UndecodableRecordException;
  }

  /** What both input topics have in common. */
  public record Settings(
      IngestLimits limits,
      DeadLetterEncoder deadLetters,
      DeadLetterLog deadLetterLog,
      ServiceStatus status,
      String nextName,
      String deadLetterSink) {}

  /**
   * Known schemas are cached, so this is waited only for ids not seen before. It ends well before
   * the consumer group would think the thread dead; then the thread fails, is replaced, and reads
   * the record again.
   */
  private static final Patience REGISTRY_PATIENCE =
      new Patience(Duration.ofMinutes(2), Duration.ofSeconds(1));

  private final Decoder decoder;
  private final Settings settings;
  private ProcessorContext<Object, Object> context;
  private TaskStatus status;

  /** A processor of one topic. */
  public IngestProcessor(Decoder decoder, Settings settings) {
    this.decoder = decoder;
    this.settings = settings;
  }

  @Override
  public void init(ProcessorContext<Object, Object> context) {
    this.context = context;
    this.status = settings.status().open(context.taskId().toString());
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    JoinHalf half;
    try {
      settings.limits().checkSize(record.value());
      half = decode(record.value());
      settings.limits().checkTime(half, context.currentSystemTimeMs());
    } catch (UndecodableRecordException e) {
      reject(record, e);
      return;
    }
    context.forward(new Record<>(null, half, record.timestamp()), settings.nextName());
  }

  private JoinHalf decode(byte[] value) throws UndecodableRecordException {
    try {
      return decoder.decode(value);
    } catch (RegistryUnavailableException e) {
      return REGISTRY_PATIENCE.ask(() -> decoder.decode(value));
    }
  }

  private void reject(Record<byte[], byte[]> record, UndecodableRecordException reason) {
    RecordMetadata metadata = context.recordMetadata().orElseThrow();
    status.deadLetter(metadata.topic(), reason.reason());
    RejectedRecord rejected =
        new RejectedRecord(
            metadata.topic(),
            metadata.partition(),
            metadata.offset(),
            record,
            reason.reason(),
            reason.getMessage());
    long nowMillis = context.currentSystemTimeMs();
    settings.deadLetterLog().note(rejected, nowMillis);
    context.forward(
        new Record<>(
            settings.deadLetters().key(rejected),
            settings.deadLetters().value(rejected, nowMillis),
            nowMillis),
        settings.deadLetterSink());
  }

  @Override
  public void close() {
    status.close();
  }
}
