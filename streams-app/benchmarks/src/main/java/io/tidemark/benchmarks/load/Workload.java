// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.load;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceProfileBuilder;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.serde.ReferenceProfileSerde;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Pairs in the order of their event time, each half to the partition its id chooses, the models
 * taking turns. The same shape gives the same records.
 *
 * <p>After the pairs come a few <em>closing</em> ones, so late in event time that every window
 * before them is over: one to each partition and of each model at least. Expected are the windows
 * that end before the last {@value #TAIL_PAIRS} pairs. In the DSL, a closing pair that one task has
 * read closes windows for the tasks that are still behind; the tail gives these the time to come
 * through, so that the comparison is of equal work. Tidemark waits for them by itself.
 */
public final class Workload {

  private static final long SEED = 1;

  /** A multiple of every usual window, so that windows fill from their start. */
  private static final long START_MILLIS = 1_767_225_600_000L;

  /** More than tasks were ever seen apart. */
  private static final int TAIL_PAIRS = 120_000;

  private static final int REFERENCE_ROWS = 5_000;
  private static final int REFERENCE_KINDS = 10;
  private static final int CATEGORIES = 20;
  private static final ValueLayout OUTPUTS = ValueLayout.of("score");

  private final Shape shape;
  private final SchemaRegistryClient registry;
  private final ValueLayout inputs;
  private final Random random = new Random(SEED);

  /** The workload of a shape, whose schemas are registered here. */
  public Workload(Shape shape, SchemaRegistryClient registry) {
    this.shape = shape;
    this.registry = registry;
    this.inputs = inputs(shape);
  }

  private static ValueLayout inputs(Shape shape) {
    String[] names = new String[shape.features()];
    for (int i = 0; i < names.length; i++) {
      names[i] = i < shape.numeric() ? "number_" + i : "category_" + (i - shape.numeric());
    }
    return ValueLayout.of(names);
  }

  /** Publishes a reference for each model, of which some are alike. */
  public void publishReferences(String bootstrapServers) {
    ReferenceProfileSerde serde = new ReferenceProfileSerde(registry, Topics.REFERENCES);
    List<ReferenceProfile> kinds = new ArrayList<>();
    for (int kind = 0; kind < Math.min(shape.models(), REFERENCE_KINDS); kind++) {
      kinds.add(reference(kind));
    }
    try (KafkaProducer<byte[], byte[]> producer = producer(bootstrapServers)) {
      for (int model = 0; model < shape.models(); model++) {
        List<FeatureReference> columns = kinds.get(model % kinds.size()).features();
        ReferenceProfile profile =
            ReferenceProfile.of(model(model), "training", START_MILLIS - 1, columns);
        send(
            producer,
            new ProducerRecord<>(Topics.REFERENCES, serde.key(profile), serde.value(profile)));
      }
      producer.flush();
    }
  }

  private ReferenceProfile reference(int model) {
    ReferenceProfileBuilder builder =
        new ReferenceProfileBuilder(model(model), "training", START_MILLIS - 1);
    for (int row = 0; row < REFERENCE_ROWS; row++) {
      builder.accept(features(), score());
    }
    return builder.build();
  }

  /** Publishes all pairs. */
  public void publishPairs(String bootstrapServers) {
    try (PairProducer producer = new PairProducer(bootstrapServers, registry)) {
      for (int i = 0; i < shape.pairs(); i++) {
        producer.send(i, null, timeMillis(i), model(i % shape.models()), features(), score());
      }
    }
  }

  /** Publishes the closing pairs. */
  public void publishClosing(String bootstrapServers) {
    try (PairProducer producer = new PairProducer(bootstrapServers, registry)) {
      for (int i = shape.pairs(); i < shape.pairs() + closingPairs(); i++) {
        Integer partition = i % shape.partitions();
        ModelVersion model = model(i % shape.models());
        producer.send(i, partition, closingMillis(), model, features(), score());
      }
    }
  }

  /**
   * How many pairs each window of each model must be found to have, of those that are expected.
   *
   * @throws IllegalArgumentException if the pairs are too few for a whole window
   */
  public Map<WindowId, Long> expected() {
    Map<WindowId, Long> counts = new HashMap<>();
    long size = shape.window().toMillis();
    long end = Math.floorDiv(timeMillis(shape.pairs() - TAIL_PAIRS), size) * size;
    for (int i = 0; i < shape.pairs() && timeMillis(i) < end; i++) {
      long start = Math.floorDiv(timeMillis(i), size) * size;
      counts.merge(new WindowId(model(i % shape.models()).model(), start), 1L, Long::sum);
    }
    if (counts.isEmpty()) {
      throw new IllegalArgumentException(
          shape.describe()
              + " fill no window before the tail of "
              + TAIL_PAIRS
              + " pairs; ask for more pairs or shorter windows");
    }
    return counts;
  }

  /** Pairs that follow only to close windows. */
  public int closingPairs() {
    return Math.max(shape.models(), 4 * shape.partitions());
  }

  private long timeMillis(int pair) {
    return START_MILLIS + Math.floorDiv(pair * 1_000L, shape.pairsPerSecond());
  }

  private long closingMillis() {
    return timeMillis(shape.pairs()) + shape.window().toMillis() + shape.grace().toMillis() + 1_000;
  }

  static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "compression.type",
            "lz4",
            "linger.ms",
            20,
            "batch.size",
            256 * 1024,
            "max.request.size",
            8 * 1024 * 1024),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The flush waits; what is lost fails the check.
  static void send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    producer.send(record);
  }

  static ModelVersion model(int number) {
    return new ModelVersion("model-" + number, "1");
  }

  /** Half of the numbers are normal, half lognormal; categories thin out exponentially. */
  ObservedValues features() {
    ObservedValues.Builder values = ObservedValues.builder(inputs);
    for (int i = 0; i < shape.numeric(); i++) {
      double gaussian = random.nextGaussian();
      values.number(i, i % 2 == 0 ? gaussian : Math.exp(gaussian));
    }
    for (int i = shape.numeric(); i < shape.features(); i++) {
      double category = Math.min(CATEGORIES - 1, -4 * Math.log(random.nextDouble()));
      values.text(i, "value-" + (int) category);
    }
    return values.build();
  }

  ObservedValues score() {
    return ObservedValues.builder(OUTPUTS).number(0, random.nextDouble()).build();
  }
}
