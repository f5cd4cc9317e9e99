// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.ingest;

import io.tidemark.core.observation.JoinHalf;
import io.tidemark.service.clients.RecordBatch;
import io.tidemark.service.registry.Patience;
import io.tidemark.service.registry.RegistryUnavailableException;
import io.tidemark.service.serde.DeadLetterEncoder;
import io.tidemark.service.serde.InputDecoder;
import io.tidemark.service.serde.InputRecord;
import io.tidemark.service.serde.RejectedRecord;
import io.tidemark.service.serde.UndecodableRecordException;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.status.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Decodes one input topic, a {@link RecordBatch} at a time. What cannot be used goes to the dead
 * letters with the reason; nothing a producer sends stops the stream.
 *
 * <p>Takes raw bytes, because an error inside a deserializer would be the runtime's to handle, and
 * it knows neither our reasons nor the original key.
 */
public final class IngestProcessor implements Processor<byte[], byte[], Object, Object> {

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

  private final Supplier<InputDecoder> decoders;
  private final Settings settings;
  private InputDecoder decoder;
  private ProcessorContext<Object, Object> context;
  private TaskStatus status;

  /**
   * A processor of one topic.
   *
   * @param decoders asked for one at each {@link #init}: a revived task has closed the one before
   */
  public IngestProcessor(Supplier<InputDecoder> decoders, Settings settings) {
    this.decoders = decoders;
    this.settings = settings;
  }

  @Override
  public void init(ProcessorContext<Object, Object> context) {
    this.decoder = decoders.get();
    this.context = context;
    this.status = settings.status().open(context.taskId().toString());
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordBatch batch = RecordBatch.in(record.headers());
    List<JoinHalf> halves = batch == null ? decodeOne(record) : decodeAll(batch.take());
    if (!halves.isEmpty()) {
      context.forward(new Record<>(null, halves, record.timestamp()), settings.nextName());
    }
  }

  private List<JoinHalf> decodeAll(List<ConsumerRecord<byte[], byte[]>> records) {
    long nowMillis = context.currentSystemTimeMs();
    List<JoinHalf> halves = new ArrayList<>(records.size());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        halves.add(decode(input(record), nowMillis));
      } catch (UndecodableRecordException e) {
        Record<byte[], byte[]> original =
            new Record<>(
                record.key(), record.value(), Math.max(0, record.timestamp()), record.headers());
        reject(
            new RejectedRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                original,
                e.reason(),
                e.getMessage()));
      }
    }
    return halves;
  }

  private static InputRecord input(ConsumerRecord<byte[], byte[]> record) {
    return new InputRecord(record.key(), record.value(), record.headers(), record.timestamp());
  }

  private List<JoinHalf> decodeOne(Record<byte[], byte[]> record) {
    try {
      InputRecord input =
          new InputRecord(record.key(), record.value(), record.headers(), record.timestamp());
      return List.of(decode(input, context.currentSystemTimeMs()));
    } catch (UndecodableRecordException e) {
      RecordMetadata metadata = context.recordMetadata().orElseThrow();
      reject(
          new RejectedRecord(
              metadata.topic(),
              metadata.partition(),
              metadata.offset(),
              record,
              e.reason(),
              e.getMessage()));
      return List.of();
    }
  }

  private JoinHalf decode(InputRecord record, long nowMillis) throws UndecodableRecordException {
    settings.limits().checkSize(record.value());
    JoinHalf half;
    try {
      half = decoder.decode(record);
    } catch (RegistryUnavailableException e) {
      half = REGISTRY_PATIENCE.ask(() -> decoder.decode(record));
    }
    settings.limits().checkTime(half, nowMillis);
    return half;
  }

  private void reject(RejectedRecord rejected) {
    status.deadLetter(rejected.topic(), rejected.reason());
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
    decoder.close();
    status.close();
  }
}
