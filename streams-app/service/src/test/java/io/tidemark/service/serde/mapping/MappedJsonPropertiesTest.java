// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import static io.tidemark.service.serde.mapping.Mappings.asMap;
import static io.tidemark.service.serde.mapping.Mappings.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.observation.Prediction;
import io.tidemark.service.serde.LayoutInterner;
import io.tidemark.service.serde.UndecodableRecordException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Any JSON object: the decoder takes what a walk over its tree takes. */
class MappedJsonPropertiesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  // Kept over all tries, so that its caches meet every mixture of records.
  private static final MappedJsonDecoder DECODER =
      new MappedJsonDecoder(
          Mappings.predictions("score", "*", "hidden.*, f1.f0", TimestampUnit.MILLIS),
          new LayoutInterner(),
          new Notices("test"));

  @Property(tries = 1_000)
  void decode_anyObject_equalsWalkOverItsTree(@ForAll Random random) throws Exception {
    ObjectNode value = value(random);
    Map<String, Object> expected = new HashMap<>();
    walk(value, "", expected);
    expected.keySet().removeIf(path -> path.startsWith("event.") || path.startsWith("hidden."));
    expected.keySet().removeIf(path -> path.equals("f1.f0") || path.startsWith("f1.f0."));
    expected.remove("score");

    Prediction decoded = decoded(JSON.writeValueAsBytes(value));

    if (decoded == null) {
      assertThat(expected).isEmpty();
    } else {
      assertThat(asMap(decoded.features())).isEqualTo(expected);
      assertThat(asMap(decoded.values())).containsEntry("score", value.get("score").asDouble());
      assertThat(decoded.timestampMillis()).isEqualTo(value.at("/event/at").asLong());
    }
  }

  @Property(tries = 1_000)
  void decode_damagedBytes_throwsNothingElse(@ForAll Random random) throws IOException {
    byte[] bad = JSON.writeValueAsBytes(value(random));
    if (random.nextBoolean()) {
      bad = Arrays.copyOf(bad, random.nextInt(bad.length));
    } else {
      for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
    }
    Prediction decoded = decoded(bad);
    if (decoded != null) {
      assertThat(decoded.features().size()).isPositive();
    }
  }

  @Property(tries = 300)
  void decode_anyBytes_throwsNothingElse(@ForAll byte[] bytes) {
    assertThat(decoded(bytes)).isNull();
  }

  private static Prediction decoded(byte[] value) {
    try {
      return (Prediction) DECODER.decode(record(value));
    } catch (UndecodableRecordException e) {
      assertThat(e.reason()).matches("[a-z]+(-[a-z]+)*");
      assertThat(e.getMessage()).isNotBlank();
      return null;
    }
  }

  private static ObjectNode value(Random random) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode event = root.putObject("event");
    event.put("id", "p-" + random.nextInt()).put("model", "m").put("at", random.nextInt());
    fill(root, random, 3);
    fill(root.putObject("hidden"), random, 1);
    root.put("score", random.nextDouble());
    return root;
  }

  private static void fill(ObjectNode object, Random random, int depth) {
    for (int left = random.nextInt(6); left > 0; left--) {
      String name = "f" + random.nextInt(8);
      switch (random.nextInt(depth > 0 ? 9 : 7)) {
        case 0 -> object.put(name, random.nextInt());
        case 1 -> object.put(name, random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300));
        case 2 -> object.put(name, random.nextBoolean());
        case 3 -> object.put(name, "text \"é\" " + random.nextInt(50));
        case 4 -> object.putNull(name);
        case 5 -> object.put(name, random.nextLong());
        case 6 -> fillArray(object.putArray(name), random);
        default -> fill(object.putObject(name), random, depth - 1);
      }
    }
  }

  private static void fillArray(ArrayNode array, Random random) {
    array.add(random.nextInt()).addObject().put("x", 1);
  }

  private static void walk(JsonNode node, String path, Map<String, Object> found) {
    node.properties()
        .forEach(
            entry -> {
              String below = AvroPlanCompiler.child(path, entry.getKey());
              JsonNode value = entry.getValue();
              if (value.isObject()) {
                walk(value, below, found);
              } else if (!value.isArray()) {
                found.put(
                    below,
                    value.isNull()
                        ? null
                        : value.isNumber() ? (Object) value.asDouble() : value.asText());
              }
            });
  }
}
