// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks;

import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.service.registry.InProcessRegistry;
import io.tidemark.service.registry.RegistryConfig;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.registry.WireFormat;
import io.tidemark.service.serde.FeatureVectorDecoder;
import io.tidemark.service.serde.FeatureVectorEncoder;
import io.tidemark.service.serde.UndecodableRecordException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One features record of 16 numbers and 4 categories, from wire format to slots, against Avro's
 * generic reader, which leaves a map of boxes behind. With several layouts, records of as many
 * models take turns, each with names of its own. The command is that of {@link LookupBenchmark},
 * with this class's name and {@code -prof gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {

  private static final int RECORDS = 4096;
  private static final int NUMBERS = 16;
  private static final int TEXTS = 4;

  /** How many models take turns. */
  @Param({"1", "10"})
  public int layouts;

  private byte[][] records;
  private int next;
  private FeatureVectorDecoder decoder;
  private GenericDatumReader<GenericRecord> genericReader;
  private BinaryDecoder binary;

  /** Encodes the records once. */
  @Setup
  public void encode() throws IOException {
    try (InProcessRegistry registry = InProcessRegistry.start(0)) {
      SchemaRegistryClient client = new SchemaRegistryClient(RegistryConfig.of(registry.url()));
      FeatureVectorEncoder encoder = new FeatureVectorEncoder(client, "ml-features");
      decoder = new FeatureVectorDecoder(client);
      genericReader = new GenericDatumReader<>(client.schemaById(encoder.schemaId()));
      Random random = new Random(7);
      List<ValueLayout> names = new ArrayList<>();
      for (int model = 0; model < layouts; model++) {
        names.add(layout(model));
      }
      records = new byte[RECORDS][];
      for (int i = 0; i < RECORDS; i++) {
        records[i] = encoder.value(vector(names.get(i % layouts), random));
      }
    }
  }

  /** Tidemark's decoder. */
  @Benchmark
  public FeatureVector tidemark() throws UndecodableRecordException {
    return decoder.decode(nextRecord());
  }

  /** Avro's generic reader with a reused decoder. */
  @Benchmark
  public GenericRecord generic() throws IOException {
    byte[] record = nextRecord();
    int header = WireFormat.HEADER_BYTES;
    binary = DecoderFactory.get().binaryDecoder(record, header, record.length - header, binary);
    return genericReader.read(null, binary);
  }

  private byte[] nextRecord() {
    next = (next + 1) & (RECORDS - 1);
    return records[next];
  }

  private static ValueLayout layout(int model) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < NUMBERS; i++) {
      names.add("model" + model + "_number_" + i);
    }
    for (int i = 0; i < TEXTS; i++) {
      names.add("model" + model + "_category_" + i);
    }
    return ValueLayout.of(names);
  }

  private static FeatureVector vector(ValueLayout layout, Random random) {
    ObservedValues.Builder values = ObservedValues.builder(layout);
    for (int slot = 0; slot < NUMBERS; slot++) {
      values.number(slot, random.nextGaussian());
    }
    for (int slot = NUMBERS; slot < NUMBERS + TEXTS; slot++) {
      values.text(slot, "category-" + random.nextInt(20));
    }
    String id = new UUID(random.nextLong(), random.nextLong()).toString();
    return new FeatureVector(id, random.nextInt(), values.build());
  }
}
