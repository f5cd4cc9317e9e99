// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.Segment;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.summary.CategoricalSummary;
import io.tidemark.core.summary.FeatureSummary;
import io.tidemark.core.summary.WindowSummary;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SegmentFinderTest {

  private static final List<Segment> SEGMENTS =
      List.of(
          Segment.of("country", "DE"),
          new Segment(List.of("tier", "country"), List.of("1", "DE")),
          Segment.of("country", "SE"),
          new Segment(List.of("tier", "country"), List.of("2", "FR")));

  private static final ReferenceProfile WHOLE =
      Segmented.reference(Segmented.observations(400, 7), SEGMENTS);

  @Property(tries = 50)
  void find_anyObservation_agreesWithTheSlowWay(@ForAll long seed) {
    SegmentFinder finder = new SegmentFinder(WHOLE);

    assertThat(finder.ways()).isEqualTo(2);
    for (Observation observation : Segmented.observations(60, seed)) {
      for (int way = 0; way < 2; way++) {
        int found = finder.find(way, observation);
        for (int i = way; i < SEGMENTS.size(); i += 2) {
          assertThat(found == i).isEqualTo(Segmented.isOf(SEGMENTS.get(i), observation));
        }
      }
    }
  }

  /** What is counted in the parts of one way, and outside of them, is what the whole counts. */
  @Property(tries = 50)
  void counts_ofSegmentsAndTheRest_addUpToTheWhole(
      @ForAll long seed, @ForAll @IntRange(max = 300) int rows) {
    SegmentFinder finder = new SegmentFinder(WHOLE);
    WindowSummary whole = WindowSummary.of(WHOLE);
    WindowSummary rest = WindowSummary.of(WHOLE);
    List<WindowSummary> parts = WHOLE.parts().profiles().stream().map(WindowSummary::of).toList();
    for (Observation observation : Segmented.observations(rows, seed)) {
      whole.accept(observation);
      int found = finder.find(0, observation);
      (found < 0 ? rest : parts.get(found)).accept(observation);
    }
    List<WindowSummary> all = List.of(rest, parts.get(0), parts.get(2));

    assertThat(all.stream().mapToLong(WindowSummary::observations).sum()).isEqualTo(rows);
    for (String column : List.of("amount", "tier")) {
      assertThat(all.stream().mapToLong(s -> of(s, column).count()).sum())
          .isEqualTo(of(whole, column).count());
      assertThat(all.stream().mapToLong(s -> of(s, column).missing()).sum())
          .isEqualTo(of(whole, column).missing());
    }
    for (String tier : List.of("0", "1", "2")) {
      assertThat(all.stream().mapToLong(s -> tiers(s, tier)).sum()).isEqualTo(tiers(whole, tier));
    }
    assertThat(parts).allSatisfy(part -> assertThat(part.unknownFeatures()).isZero());
  }

  private static FeatureSummary of(WindowSummary summary, String column) {
    for (int i = 0; i < summary.profile().size(); i++) {
      if (summary.profile().feature(i).name().equals(column)) {
        return summary.feature(i);
      }
    }
    throw new AssertionError("no column " + column);
  }

  private static long tiers(WindowSummary summary, String tier) {
    CategoricalSummary tiers = (CategoricalSummary) of(summary, "tier");
    return tiers.categoryCounts()[tiers.reference().indexOf(tier)];
  }

  @Test
  void find_columnMissingOrOfUnwatchedValue_givesNone() {
    SegmentFinder finder = new SegmentFinder(WHOLE);
    ValueLayout layout = ValueLayout.of("tier", "country");
    ObservedValues unwatched = ObservedValues.builder(layout).number(0, 1).text(1, "IT").build();
    ObservedValues unknown = ObservedValues.builder(layout).number(0, 1).text(1, "PT").build();
    ObservedValues nan = ObservedValues.builder(layout).number(0, Double.NaN).text(1, "DE").build();
    ObservedValues elsewhere =
        ObservedValues.builder(ValueLayout.of("amount")).number(0, 1).build();

    assertThat(finder.find(0, of(unwatched))).isEqualTo(-1);
    assertThat(finder.find(0, of(unknown))).isEqualTo(-1);
    assertThat(finder.find(0, of(elsewhere))).isEqualTo(-1);
    assertThat(finder.find(0, of(null))).isEqualTo(-1);
    assertThat(finder.find(0, of(nan))).isEqualTo(0);
    assertThat(finder.find(1, of(nan))).isEqualTo(-1);
  }

  private static Observation of(ObservedValues features) {
    return new Observation(Segmented.MODEL, 0, features, ObservedValues.EMPTY);
  }
}
