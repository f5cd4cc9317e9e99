// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.dsl;

import io.tidemark.benchmarks.load.Shape;
import io.tidemark.benchmarks.load.Topics;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.registry.SchemaRegistryClient;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Aggregator;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.JoinWindows;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.KeyValueMapper;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.kstream.StreamJoined;
import org.apache.kafka.streams.kstream.Suppressed;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.ValueJoiner;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Builds the baseline's topology.
 *
 * <p>References do not change under way; they are read once at the start. The lean form bins a pair
 * where it was joined, so that a byte for each column crosses the network instead of the values.
 */
public final class DslBaseline {

  /** Both inputs are read in the order of event time; this is more than they are ever apart. */
  private static final Duration JOIN_GRACE = Duration.ofSeconds(10);

  private final Shape shape;
  private final String resultsTopic;
  private final Serde<GenericRecord> avro;
  private final Map<String, Histograms> byModel = new HashMap<>();
  private final LongAdder counted = new LongAdder();

  /** The baseline for these references. For one stream thread. */
  public DslBaseline(
      Shape shape,
      String resultsTopic,
      SchemaRegistryClient registry,
      Collection<ReferenceProfile> references) {
    this.shape = shape;
    this.resultsTopic = resultsTopic;
    this.avro = GenericAvroSerde.of(registry);
    for (ReferenceProfile profile : references) {
      byModel.put(
          profile.modelVersion().model() + '/' + profile.modelVersion().version(),
          new Histograms(profile));
    }
  }

  /** How many pairs have been counted into their window. */
  public long counted() {
    return counted.sum();
  }

  /** Repartitions joined records as they are. */
  public Topology build() {
    return build(
        DslBaseline::joined,
        (id, joined) -> KeyValue.pair(modelKey(joined), joined),
        avro,
        (model, joined, counts) -> byModel.get(model).count(joined, counts));
  }

  /** Repartitions the bins of joined records. */
  public Topology buildLean() {
    return build(
        this::binned,
        (id, binned) -> KeyValue.pair(binned.model, binned.bins),
        Serdes.ByteArray(),
        (model, bins, counts) -> byModel.get(model).count(bins, counts));
  }

  private <J, V> Topology build(
      ValueJoiner<GenericRecord, GenericRecord, J> joiner,
      KeyValueMapper<String, J, KeyValue<String, V>> byModelKey,
      Serde<V> joinedSerde,
      Aggregator<String, V, byte[]> aggregator) {
    StreamsBuilder builder = new StreamsBuilder();
    KTable<Windowed<String>, byte[]> histograms =
        input(builder, Topics.PREDICTIONS)
            .join(
                input(builder, Topics.FEATURES),
                joiner,
                JoinWindows.ofTimeDifferenceAndGrace(shape.joinWindow(), JOIN_GRACE),
                StreamJoined.with(Serdes.String(), avro, avro)
                    .withName("match")
                    .withStoreName("match"))
            .map(byModelKey, Named.as("key-by-model"))
            .repartition(
                Repartitioned.with(Serdes.String(), joinedSerde)
                    .withName("by-model")
                    .withNumberOfPartitions(shape.partitions()))
            .groupByKey()
            .windowedBy(TimeWindows.ofSizeAndGrace(shape.window(), shape.grace()))
            .aggregate(
                () -> null, // The aggregator alone knows the model, and so the length.
                (model, joined, counts) -> {
                  counted.increment();
                  byte[] from = counts == null ? byModel.get(model).empty() : counts;
                  return aggregator.apply(model, joined, from);
                },
                Named.as("count"),
                Materialized.<String, byte[], WindowStore<Bytes, byte[]>>as("histograms")
                    .withKeySerde(Serdes.String())
                    .withValueSerde(Serdes.ByteArray())
                    .withCachingEnabled());
    publish(histograms);
    return builder.build();
  }

  private void publish(KTable<Windowed<String>, byte[]> histograms) {
    histograms
        .suppress(
            Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded()).withName("closed"))
        .toStream(Named.as("closed-windows"))
        .map(
            (window, counts) -> KeyValue.pair(window.key(), result(window, counts)),
            Named.as("evaluate"))
        .to(resultsTopic, Produced.with(Serdes.String(), avro).withName("results"));
  }

  private KStream<String, GenericRecord> input(StreamsBuilder builder, String topic) {
    return builder.stream(topic, Consumed.with(Serdes.String(), avro).withName(topic));
  }

  private GenericRecord result(Windowed<String> window, byte[] counts) {
    return byModel
        .get(window.key())
        .evaluate(counts, window.window().start(), window.window().end());
  }

  /** The prediction with its features: the contract has a place for them. */
  private static GenericRecord joined(GenericRecord prediction, GenericRecord features) {
    GenericData.Record joined = new GenericData.Record(prediction.getSchema());
    for (int i = 0; i < prediction.getSchema().getFields().size(); i++) {
      joined.put(i, prediction.get(i));
    }
    joined.put("features", features.get("features"));
    return joined;
  }

  private Binned binned(GenericRecord prediction, GenericRecord features) {
    String model = modelKey(prediction);
    return new Binned(model, byModel.get(model).bins(features, prediction));
  }

  /** A joined pair on its way to the repartition topic. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Binned(String model, byte[] bins) {}

  private static String modelKey(GenericRecord prediction) {
    return prediction.get("model").toString() + '/' + prediction.get("model_version");
  }
}
