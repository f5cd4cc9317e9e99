// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing;

import io.tidemark.service.registry.SchemaRegistryClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;

/**
 * Records that no mapping can read, of every kind that producers have sent: for Avro features with
 * the fields {@code id}, {@code at} and {@code in}, and for JSON predictions with {@code id},
 * {@code at} and {@code score}.
 */
public final class BadRecords {

  /** The schema of good features. */
  public static final Schema FEATURES =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Features","fields":[
                {"name":"id","type":["null","string"]},
                {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
                {"name":"in","type":{"type":"record","name":"In","fields":[
                  {"name":"x","type":"double"},
                  {"name":"kind","type":{"type":"enum","name":"Kind","symbols":["A","B"]}},
                  {"name":"more","type":{"type":"map","values":["null","double","string"]}}]}}]}\
              """);

  /** Makes one bad record. */
  public interface Kind {
    /** Its value; null is one. */
    byte[] make(Random random);
  }

  private final int id;
  private final int idOfAnother;
  private final int idOfList;
  private final int idOfTree;

  /** Registers the schemas that bad records name. */
  public BadRecords(SchemaRegistryClient registry) {
    this.id = registry.register("bad-features", FEATURES);
    this.idOfAnother =
        registry.register(
            "bad-other",
            new Schema.Parser()
                .parse(
                    "{\"type\":\"record\",\"name\":\"Other\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"}]}"));
    this.idOfList =
        registry.register(
            "bad-list",
            new Schema.Parser()
                .parse(
                    FEATURES
                        .toString()
                        .replace(
                            "[\"null\",\"string\"]", "{\"type\":\"array\",\"items\":\"int\"}")));
    this.idOfTree =
        registry.register(
            "bad-tree",
            new Schema.Parser()
                .parse(
                    """
                    {"type":"record","name":"Tree","fields":[
                      {"name":"id","type":"string"},{"name":"at","type":"long"},
                      {"name":"next","type":["null","Tree"]}]}\
                    """));
  }

  /** Good features. */
  public byte[] goodFeatures(String key, long at, double x) {
    return features(key, at, x, 0);
  }

  private byte[] features(String key, long at, double x, int kind) {
    return AvroBytes.of(
        id,
        out -> {
          out.writeIndex(1);
          out.writeString(key);
          out.writeLong(at);
          out.writeDouble(x);
          out.writeEnum(kind);
          out.writeMapStart();
          out.setItemCount(1);
          out.startItem();
          out.writeString("y");
          out.writeIndex(1);
          out.writeDouble(-x);
          out.writeMapEnd();
        });
  }

  /** A good prediction. */
  public static byte[] goodPrediction(String key, long at, double score) {
    return text("{\"id\":\"%s\",\"at\":%d,\"score\":%s}".formatted(key, at, score));
  }

  /** Bad features, by kind. */
  public Map<String, Kind> features(long at, int tooLarge) {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    kinds.put("nothing", random -> null);
    kinds.put("empty", random -> new byte[0]);
    kinds.put("one byte", random -> new byte[1]);
    kinds.put("text", random -> text("no avro at all " + random.nextInt()));
    kinds.put("json", random -> text("{\"id\":\"p\"}"));
    kinds.put(
        "other magic",
        random -> with(features("p", at, 1, 0), 0, (byte) (2 + random.nextInt(100))));
    kinds.put(
        "unknown id",
        random ->
            ByteBuffer.allocate(20).put((byte) 0).putInt(100_000 + random.nextInt(20)).array());
    kinds.put(
        "unknown guid",
        random ->
            ByteBuffer.allocate(30).put((byte) 1).putLong(7).putLong(random.nextInt(20)).array());
    kinds.put(
        "schema without the path", random -> AvroBytes.of(idOfAnother, out -> out.writeInt(3)));
    kinds.put("path of another type", random -> AvroBytes.of(idOfList, out -> out.writeInt(0)));
    kinds.putAll(misshapenFeatures(at, tooLarge));
    return kinds;
  }

  /** Bad features whose framing is good. */
  private Map<String, Kind> misshapenFeatures(long at, int tooLarge) {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    kinds.put(
        "truncated", random -> truncated(features("p" + random.nextInt(), at, 1, 0), 5, random));
    kinds.put("too long", random -> longer(features("p", at, 1, 0), 1 + random.nextInt(50)));
    kinds.put("symbol beyond the enum", random -> features("p", at, 1, 2 + random.nextInt(1_000)));
    kinds.put(
        "branch beyond the union",
        random -> AvroBytes.of(id, out -> out.writeIndex(2 + random.nextInt(99))));
    kinds.put("no id", random -> noId(at));
    kinds.put("empty id", random -> features("", at, 1, 0));
    kinds.put(
        "negative length", random -> afterIndex(out -> out.writeLong(-1 - random.nextInt(99))));
    kinds.put(
        "length beyond the end",
        random -> afterIndex(out -> out.writeLong(Integer.MAX_VALUE - random.nextInt(9))));
    kinds.put("endless number", random -> filled(30, (byte) 0xff));
    kinds.put("endless map", random -> endlessMap(at));
    kinds.put("nesting without end", random -> nested(at));
    kinds.put("too large", random -> features("p".repeat(tooLarge), at, 1, 0));
    kinds.put("far future", random -> features("p", at + 4_000_000_000_000L, 1, 0));
    kinds.put("before 1970", random -> features("p", -1L - random.nextInt(1_000), 1, 0));
    return kinds;
  }

  /** Bad predictions, by kind. */
  public static Map<String, Kind> predictions(long at, int tooLarge) {
    String good = "{\"id\":\"p\",\"at\":%d,\"score\":0.5}".formatted(at);
    Map<String, Kind> kinds = new LinkedHashMap<>();
    kinds.put("nothing", random -> null);
    kinds.put("empty", random -> new byte[0]);
    kinds.put("array", random -> text("[" + good + "]"));
    kinds.put("number", random -> text(Integer.toString(random.nextInt())));
    kinds.put("truncated", random -> truncated(text(good), 0, random));
    kinds.put("two objects", random -> text(good + good));
    kinds.put("nested", random -> text("{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000)));
    kinds.put(
        "nested arrays", random -> text("{\"a\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}"));
    kinds.put("endless digits", random -> text(good.replace("0.5", "1".repeat(5_000))));
    kinds.put("id is an object", random -> text(good.replace("\"p\"", "{}")));
    kinds.put("id is a boolean", random -> text(good.replace("\"p\"", "true")));
    kinds.put("no id", random -> text(good.replace("\"id\"", "\"key\"")));
    kinds.put("empty id", random -> text(good.replace("\"p\"", "\"\"")));
    kinds.put("no score", random -> text(good.replace("score", "points")));
    kinds.put("time in words", random -> text(good.replace(Long.toString(at), "\"soon\"")));
    kinds.put(
        "invalid utf-8", random -> with(text(good.replace("\"p\"", "\"ppp\"")), 8, (byte) 0xff));
    kinds.put("bad escape", random -> text(good.replace("\"p\"", "\"\\q\"")));
    kinds.put("single quotes", random -> text(good.replace('"', '\'')));
    kinds.put("control character", random -> text(good.replace("\"p\"", "\"\n\"")));
    kinds.put("too large", random -> text(good.replace("\"p\"", '"' + "p".repeat(tooLarge) + '"')));
    kinds.put("before 1970", random -> text(good.replace(Long.toString(at), "-5")));
    return kinds;
  }

  private byte[] noId(long at) {
    return AvroBytes.of(
        id,
        out -> {
          out.writeIndex(0);
          out.writeLong(at);
          out.writeDouble(1);
          out.writeEnum(0);
          out.writeMapStart();
          out.writeMapEnd();
        });
  }

  private byte[] afterIndex(AvroBytes.Body rest) {
    return AvroBytes.of(
        id,
        out -> {
          out.writeIndex(1);
          rest.writeTo(out);
        });
  }

  private byte[] filled(int count, byte with) {
    byte[] filled = longer(AvroBytes.of(id, out -> {}), count);
    Arrays.fill(filled, 5, filled.length, with);
    return filled;
  }

  private byte[] endlessMap(long at) {
    return AvroBytes.of(
        id,
        out -> {
          out.writeIndex(1);
          out.writeString("p");
          out.writeLong(at);
          out.writeDouble(1);
          out.writeEnum(0);
          out.writeLong(Long.MAX_VALUE);
        });
  }

  private byte[] nested(long at) {
    return AvroBytes.of(
        idOfTree,
        out -> {
          for (int depth = 0; depth < 1_000; depth++) {
            out.writeString("p");
            out.writeLong(at);
            out.writeIndex(1);
          }
        });
  }

  private static byte[] truncated(byte[] good, int least, Random random) {
    return Arrays.copyOf(good, least + random.nextInt(good.length - least));
  }

  private static byte[] longer(byte[] good, int by) {
    return Arrays.copyOf(good, good.length + by);
  }

  private static byte[] with(byte[] good, int at, byte value) {
    good[at] = value;
    return good;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
