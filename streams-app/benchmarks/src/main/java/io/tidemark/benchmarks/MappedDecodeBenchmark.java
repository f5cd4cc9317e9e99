// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.observation.JoinHalf;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.service.registry.InProcessRegistry;
import io.tidemark.service.registry.RegistryConfig;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.registry.WireFormat;
import io.tidemark.service.serde.InputDecoder;
import io.tidemark.service.serde.InputRecord;
import io.tidemark.service.serde.UndecodableRecordException;
import io.tidemark.service.serde.mapping.FieldPattern;
import io.tidemark.service.serde.mapping.InputMapping;
import io.tidemark.service.serde.mapping.MappedDecoders;
import io.tidemark.service.serde.mapping.TimestampUnit;
import io.tidemark.service.serde.mapping.ValueSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.Utf8;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One prediction of somebody's own shape, with 20 features in three levels (twelve doubles, two
 * ints, a decimal, a boolean, two texts, two keys of a nullable map), by a mapping: Avro against
 * Avro's generic reader, and the same in JSON against Jackson's tree. The others stop at a generic
 * record or tree, of which nothing has been taken yet, but for one. The command is that of {@link
 * LookupBenchmark}, with this class's name and {@code -prof gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MappedDecodeBenchmark {

  private static final int RECORDS = 4096;
  private static final int NUMBERS = 12;
  private static final ObjectMapper JSON = new ObjectMapper();

  private byte[][] avro;
  private byte[][] json;
  private InputDecoder avroDecoder;
  private InputDecoder jsonDecoder;
  private GenericDatumReader<GenericRecord> genericReader;
  private BinaryDecoder binary;
  private int next;
  private ValueLayout layout;
  private int inSize;

  /** Encodes the records once. */
  @Setup
  public void encode() throws IOException {
    try (InProcessRegistry registry = InProcessRegistry.start(0)) {
      SchemaRegistryClient client = new SchemaRegistryClient(RegistryConfig.of(registry.url()));
      Schema schema = schema();
      int id = client.register("scored-value", schema);
      client.schemaById(id);
      MappedDecoders decoders = new MappedDecoders(mapping(), client);
      avroDecoder = decoders.avro();
      jsonDecoder = decoders.json();
      genericReader = new GenericDatumReader<>(schema);
      layout = layout(schema);
      Random random = new Random(7);
      avro = new byte[RECORDS][];
      json = new byte[RECORDS][];
      for (int i = 0; i < RECORDS; i++) {
        Map<String, Object> inputs = inputs(random);
        avro[i] = avro(schema, id, i, inputs, random.nextInt(100_000));
        json[i] = json(i, inputs);
      }
    }
  }

  /** Avro by a mapping. */
  @Benchmark
  public JoinHalf avroMapped() throws UndecodableRecordException {
    return avroDecoder.decode(record(avro));
  }

  /** Avro's generic reader with a reused decoder. */
  @Benchmark
  public GenericRecord avroGeneric() throws IOException {
    byte[] value = record(avro).value();
    int header = WireFormat.HEADER_BYTES;
    binary = DecoderFactory.get().binaryDecoder(value, header, value.length - header, binary);
    return genericReader.read(null, binary);
  }

  /** The same, and what a mapping would take looked up and taken by name. */
  @Benchmark
  public ObservedValues avroGenericTaken(Blackhole ids) throws IOException {
    GenericRecord scored = avroGeneric();
    GenericRecord event = (GenericRecord) scored.get("event");
    GenericRecord payload = (GenericRecord) scored.get("payload");
    GenericRecord in = (GenericRecord) payload.get("in");
    ids.consume(event.get("id").toString());
    ids.consume(event.get("at"));
    ObservedValues.Builder values = ObservedValues.builder(layout);
    for (int slot = 0; slot < layout.size(); slot++) {
      String name = layout.name(slot);
      Object value =
          slot < inSize ? in.get(name) : ((Map<?, ?>) payload.get("more")).get(new Utf8(name));
      if (value instanceof Number number) {
        values.number(slot, number.doubleValue());
      } else if (value instanceof ByteBuffer bytes) {
        byte[] unscaled = new byte[bytes.remaining()];
        bytes.get(unscaled);
        values.number(slot, new BigDecimal(new BigInteger(unscaled), 2).doubleValue());
      } else {
        values.text(slot, value.toString());
      }
    }
    return values.build();
  }

  /** JSON by a mapping. */
  @Benchmark
  public JoinHalf jsonMapped() throws UndecodableRecordException {
    return jsonDecoder.decode(record(json));
  }

  /** Jackson's tree. */
  @Benchmark
  public JsonNode jsonTree() throws IOException {
    return JSON.readTree(record(json).value());
  }

  private InputRecord record(byte[][] values) {
    next = (next + 1) & (RECORDS - 1);
    return new InputRecord(null, values[next], new RecordHeaders(), 0);
  }

  private static InputMapping mapping() {
    return new InputMapping(
        "input.predictions",
        ValueSource.parse("event.id"),
        ValueSource.parse("event.model"),
        ValueSource.parse("'1'"),
        ValueSource.parse("event.at"),
        TimestampUnit.MILLIS,
        FieldPattern.parseList("score"),
        FieldPattern.parseList("payload.*"),
        List.of());
  }

  private ValueLayout layout(Schema schema) {
    List<String> names = new ArrayList<>();
    Schema payload = schema.getField("payload").schema();
    payload.getField("in").schema().getFields().forEach(field -> names.add(field.name()));
    inSize = names.size();
    names.addAll(List.of("velocity", "distance"));
    return ValueLayout.of(names);
  }

  private static Schema schema() {
    StringBuilder doubles = new StringBuilder();
    for (int i = 0; i < NUMBERS; i++) {
      doubles.append("{\"name\":\"x%d\",\"type\":\"double\"},".formatted(i));
    }
    return new Schema.Parser()
        .parse(
            """
            {"type":"record","name":"Scored","fields":[
              {"name":"event","type":{"type":"record","name":"Event","fields":[
                {"name":"id","type":"string"},{"name":"model","type":"string"},
                {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}}]}},
              {"name":"payload","type":{"type":"record","name":"Payload","fields":[
                {"name":"in","type":{"type":"record","name":"In","fields":[
                  %s{"name":"age","type":"int"},{"name":"calls","type":["null","int"]},
                  {"name":"member","type":"boolean"},
                  {"name":"region","type":"string"},{"name":"plan","type":["null","string"]},
                  {"name":"income","type":
                    {"type":"bytes","logicalType":"decimal","precision":12,"scale":2}}]}},
                {"name":"more","type":["null",{"type":"map","values":["null","double"]}]}]}},
              {"name":"score","type":"double"}]}\
            """
                .formatted(doubles));
  }

  private static Map<String, Object> inputs(Random random) {
    Map<String, Object> inputs = new TreeMap<>();
    for (int i = 0; i < NUMBERS; i++) {
      inputs.put("x" + i, random.nextGaussian());
    }
    inputs.put("age", random.nextInt(80));
    inputs.put("calls", random.nextInt(300));
    inputs.put("member", random.nextBoolean());
    inputs.put("region", "region-" + random.nextInt(20));
    inputs.put("plan", "plan-" + random.nextInt(5));
    return inputs;
  }

  private static byte[] avro(
      Schema schema, int schemaId, int i, Map<String, Object> inputs, int cents)
      throws IOException {
    GenericRecord event = new GenericData.Record(schema.getField("event").schema());
    event.put("id", "prediction-" + i);
    event.put("model", "credit");
    event.put("at", 1_769_860_800_000L + i);
    GenericRecord payload = new GenericData.Record(schema.getField("payload").schema());
    GenericRecord in = new GenericData.Record(payload.getSchema().getField("in").schema());
    inputs.forEach(in::put);
    in.put("income", ByteBuffer.wrap(BigInteger.valueOf(cents).toByteArray()));
    payload.put("in", in);
    payload.put("more", new TreeMap<>(Map.of("velocity", i * 0.5, "distance", i * 0.25)));
    GenericRecord scored = new GenericData.Record(schema);
    scored.put("event", event);
    scored.put("payload", payload);
    scored.put("score", 0.5);
    byte[] header = new byte[WireFormat.HEADER_BYTES];
    WireFormat.writeHeader(header, schemaId);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(header);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(schema).write(scored, encoder);
    return bytes.toByteArray();
  }

  private static byte[] json(int i, Map<String, Object> inputs) throws IOException {
    Map<String, Object> in = new TreeMap<>(inputs);
    in.put("income", 1_234.56 + i);
    return JSON.writeValueAsString(
            new TreeMap<>(
                Map.of(
                    "event",
                    Map.of(
                        "id", "prediction-" + i, "model", "credit", "at", 1_769_860_800_000L + i),
                    "payload",
                    Map.of("in", in, "more", Map.of("velocity", i * 0.5, "distance", i * 0.25)),
                    "score",
                    0.5)))
        .getBytes(StandardCharsets.UTF_8);
  }
}
