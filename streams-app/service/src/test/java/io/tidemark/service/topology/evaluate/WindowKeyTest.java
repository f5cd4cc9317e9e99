// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WindowKeyTest {

  /** In their order. */
  private static List<WindowKey> keys() {
    ModelVersion fraud = new ModelVersion("fraud", "1");
    return List.of(
        new WindowKey(new ModelVersion("zoo", "9"), new EvaluationWindow(0, 10), "z"),
        new WindowKey(fraud, new EvaluationWindow(0, 20), "a"),
        new WindowKey(new ModelVersion("churn", "1"), new EvaluationWindow(10, 20), "a"),
        new WindowKey(fraud, new EvaluationWindow(10, 20), "a"),
        new WindowKey(fraud, new EvaluationWindow(10, 20), "b"),
        new WindowKey(Population.of(fraud, "country=DE"), new EvaluationWindow(10, 20), "a"),
        new WindowKey(new ModelVersion("fraud", "2"), new EvaluationWindow(10, 20), "a"));
  }

  @Test
  void compareTo_keysInOrder_goesByEndStartPopulationAndReference() {
    List<WindowKey> keys = keys();
    for (int i = 0; i < keys.size(); i++) {
      for (int j = 0; j < keys.size(); j++) {
        assertThat(Integer.signum(keys.get(i).compareTo(keys().get(j))))
            .as("%s, %s", i, j)
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }

  @Test
  void equals_instancesOfTheSameAndOfOtherParts_tellsThemApart() {
    List<WindowPart> parts = IntStream.range(0, 14).mapToObj(WindowKeyTest::part).toList();
    for (int i = 0; i < parts.size(); i++) {
      for (int j = 0; j < parts.size(); j++) {
        assertThat(parts.get(i).equals(part(j))).as("%s, %s", i, j).isEqualTo(i == j);
      }
      assertThat(parts.get(i)).hasSameHashCodeAs(part(i));
    }
    assertThat(parts.stream().mapToInt(Object::hashCode).distinct()).hasSizeGreaterThan(7);
  }

  private static WindowPart part(int i) {
    return new WindowPart(keys().get(i / 2), i % 2);
  }
}
