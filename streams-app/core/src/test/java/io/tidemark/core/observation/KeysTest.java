// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What serves as a key of maps is equal exactly when all of its parts are. */
final class KeysTest {

  @ParameterizedTest
  @MethodSource("keys")
  void equals_instancesOfTheSameAndOfOtherParts_tellsThemApart(Supplier<List<?>> keys) {
    List<?> some = keys.get();
    List<?> again = keys.get();
    for (int i = 0; i < some.size(); i++) {
      for (int j = 0; j < again.size(); j++) {
        assertThat(some.get(i).equals(again.get(j))).as("%s, %s", i, j).isEqualTo(i == j);
      }
      assertThat(some.get(i)).hasSameHashCodeAs(again.get(i)).isNotEqualTo("text");
    }
    assertThat(some.stream().mapToInt(Object::hashCode).distinct()).hasSameSizeAs(some);
  }

  static Stream<Supplier<List<?>>> keys() {
    return Stream.of(KeysTest::modelVersions, KeysTest::populations, KeysTest::windows);
  }

  private static List<?> modelVersions() {
    return List.of(
        modelVersion("fraud", "1"),
        modelVersion("fraud", "2"),
        modelVersion("churn", "1"),
        modelVersion("1", "fraud"));
  }

  private static List<?> populations() {
    return List.of(
        Population.whole(modelVersion("fraud", "1")),
        Population.whole(modelVersion("fraud", "2")),
        Population.of(modelVersion("fraud", "1"), "country=DE"),
        Population.of(modelVersion("fraud", "1"), "country=FR"),
        Population.of(modelVersion("fraud", "2"), "country=DE"));
  }

  private static List<?> windows() {
    return List.of(
        new EvaluationWindow(0, 10),
        new EvaluationWindow(0, 20),
        new EvaluationWindow(10, 20),
        new EvaluationWindow(-10, 10));
  }

  /** Of texts that are nobody else's instances. */
  private static ModelVersion modelVersion(String model, String version) {
    return new ModelVersion(String.valueOf(model.toCharArray()), version);
  }
}
