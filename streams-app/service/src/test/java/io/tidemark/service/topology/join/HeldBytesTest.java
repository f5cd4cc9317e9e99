// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.Prediction;
import io.tidemark.core.observation.ValueLayout;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldBytesTest {

  private static final PendingHalfCodec CODEC = new PendingHalfCodec();
  private static final String UUID = "3f1f2a34-9a0b-4c1d-8e2f-0123456789ab";

  private static ValueLayout layout(String name, int columns) {
    List<String> names = IntStream.range(0, columns).mapToObj(i -> name + i).toList();
    return ValueLayout.of(names);
  }

  private static FeatureVector features(String id, ValueLayout layout, String text) {
    ObservedValues.Builder values = ObservedValues.builder(layout);
    for (int slot = 0; slot < layout.size(); slot++) {
      if (text == null) {
        values.number(slot, slot);
      } else {
        values.text(slot, text);
      }
    }
    return new FeatureVector(id, 0, values.build());
  }

  /** What arrays and strings take for certain, without heads: 16 bytes a slot, and the chars. */
  private static long live(FeatureVector half) {
    long chars = half.predictionId().length();
    for (int slot = 0; slot < half.values().size(); slot++) {
      String text = half.values().text(slot);
      chars += text == null ? 0 : 20 + text.length();
    }
    return 16L * half.values().size() + chars;
  }

  @ParameterizedTest
  @CsvSource({
    "x_, 0,",
    "x_, 1,",
    "a_rather_long_name_of_a_column_, 200,",
    "x_, 20, DE",
    "名前, 20, 東京",
    "x_, 3, a text of the kind that people write in a form when they are asked for it"
  })
  void of_isNoLessThanWhatIsWrittenAndWhatIsLive(String name, int columns, String text) {
    FeatureVector half = features(UUID, layout(name, columns), text);
    byte[] value = CODEC.encodeValue(new WaitingHalf(half, 0));
    long written = CODEC.encodeKey(UUID).length + (long) value.length;

    assertThat(HeldBytes.of(half)).isGreaterThan(written + live(half) + 300);
  }

  @Test
  void of_twentyNumbers_isOneAndAHalfKilobytes_asDocumented() {
    assertThat(HeldBytes.of(features(UUID, layout("column_of", 20), null)))
        .isBetween(1_400L, 1_600L);
  }

  @Test
  void of_aPrediction_countsItsModelToo() {
    ObservedValues values = features(UUID, layout("score", 1), null).values();
    long shortName = of(new ModelVersion("m", "1"), values);
    long longName = of(new ModelVersion("m".repeat(101), "1"), values);

    assertThat(shortName).isGreaterThan(HeldBytes.of(new FeatureVector(UUID, 0, values)) + 100);
    assertThat(longName - shortName).isEqualTo(400);
  }

  private static long of(ModelVersion modelVersion, ObservedValues values) {
    return HeldBytes.of(new Prediction(UUID, modelVersion, 0, values, null));
  }
}
