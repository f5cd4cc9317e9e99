// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.ReferenceProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class UnseenCategoriesTest {

  private static final ReferenceProfile PROFILE =
      ReferenceProfile.of(
          new ModelVersion("m", "1"),
          "training",
          0,
          List.of(
              CategoricalReference.of("c", FeatureRole.FEATURE, Map.of("known", 5L), 10, 0, 0)));

  private record Value(String category, long time) {}

  private static WindowSummary count(List<Value> values) {
    WindowSummary window = WindowSummary.of(PROFILE);
    values.forEach(value -> colours(window).accept(value.category(), value.time()));
    return window;
  }

  private static CategoricalSummary colours(WindowSummary window) {
    return (CategoricalSummary) window.feature(0);
  }

  /** A tail of ids, and heavy ones with the given shares in per cent, one value a millisecond. */
  private static List<Value> values(int size, Random random, int... heavy) {
    List<Value> values = new ArrayList<>();
    for (int time = 0; time < size; time++) {
      int dice = random.nextInt(100);
      int which = 0;
      while (which < heavy.length && dice >= heavy[which]) {
        dice -= heavy[which++];
      }
      String category =
          which < heavy.length ? "heavy" + which : Long.toHexString(random.nextLong());
      values.add(new Value(category, time));
    }
    return values;
  }

  @Property(tries = 100)
  void combine_thousandsOfCategories_givesIdenticalBytesInAnyOrder(
      @ForAll @IntRange(max = 3_000) int size,
      @ForAll @IntRange(min = 1, max = 8) int parts,
      @ForAll Random random) {
    List<Value> values = values(size, random, 20, 5);
    values.replaceAll(value -> new Value(value.category(), value.time() / 8));
    List<byte[]> expected = SummaryCodec.encode(count(values), 1_000_000);
    Collections.shuffle(values, random);
    WindowSummary whole = WindowSummary.of(PROFILE);
    int from = 0;
    for (int part = 1; part <= parts; part++) {
      int to = part == parts ? size : from + random.nextInt(size - from + 1);
      WindowSummary more = count(values.subList(from, to));
      if (random.nextBoolean()) {
        whole.combine(more);
      } else {
        List<byte[]> chunks = new ArrayList<>(SummaryCodec.encode(more, 1024));
        Collections.shuffle(chunks, random);
        chunks.forEach(chunk -> SummaryCodec.mergeInto(whole, chunk));
      }
      from = to;
    }

    assertThat(SummaryCodec.encode(whole, 1_000_000)).containsExactlyElementsOf(expected);
    assertThat(colours(whole).unseen(9)).isEqualTo(colours(count(values)).unseen(9));
  }

  @Test
  void unseen_asManyAsTheTableHolds_isExact() {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      values.add(new Value("c" + i * i % UnseenCategories.CAPACITY, i));
    }
    Map<String, Long> naive = new HashMap<>();
    values.forEach(value -> naive.merge(value.category(), 1L, Long::sum));
    UnseenOverview overview = colours(count(values)).unseen(3);

    assertThat(overview.values()).isEqualTo(10_000);
    assertThat(overview.distinct()).isEqualTo(naive.size());
    assertThat(overview.distinctError()).isZero();
    assertThat(overview.heaviest())
        .hasSize(3)
        .allSatisfy(c -> assertThat(c.count()).isEqualTo(naive.get(c.category())))
        .allSatisfy(c -> assertThat(c.standardError()).isZero());
    assertThat(overview.heaviest().get(0).count()).isEqualTo(Collections.max(naive.values()));
  }

  /** 400 windows: the heaviest is always found, and the errors are as large as they say. */
  @Test
  void unseen_manyIdsAndOneHeavyCategory_namesItWithItsError() {
    Random random = new Random(7);
    int windows = 400;
    int size = 4_000;
    double squaredMisses = 0;
    double squaredDistinctMisses = 0;
    for (int window = 0; window < windows; window++) {
      List<Value> values = values(size, random, 15);
      long heavy = values.stream().filter(v -> v.category().equals("heavy0")).count();
      UnseenOverview overview = colours(count(values)).unseen(1);
      UnseenCategory found = overview.heaviest().get(0);

      assertThat(found.category()).isEqualTo("heavy0");
      if (found.standardError() > 0) {
        squaredMisses += Math.pow((found.count() - heavy) / found.standardError(), 2);
      } else {
        squaredMisses += 1; // In the table by chance, and exact.
      }
      double distinct = size - heavy + 1.0;
      squaredDistinctMisses +=
          Math.pow((overview.distinct() - distinct) / overview.distinctError(), 2);
    }

    // A mean of 400 squares of standard normal numbers has a standard deviation of 0.07.
    assertThat(squaredMisses / windows).isCloseTo(1, within(0.35));
    assertThat(squaredDistinctMisses / windows).isCloseTo(1, within(0.35));
  }

  @Test
  void unseen_manyValuesAtATime_weighsEachTimeByItsValues() {
    List<Value> values = new ArrayList<>();
    Random random = new Random(5);
    for (int time = 0; time < 5_000; time++) {
      values.add(new Value(Long.toHexString(random.nextLong()), time));
      values.add(new Value("heavy", time / 10));
      values.add(new Value("heavy", time / 10));
    }
    UnseenCategory found = colours(count(values)).unseen(1).heaviest().get(0);

    assertThat(found.category()).isEqualTo("heavy");
    assertThat(found.count()).isBetween(7_500L, 12_500L);
  }

  @Test
  void unseen_noTimes_stillCountsExactlyAndEstimatesDistinct() {
    List<Value> values = new ArrayList<>();
    new Random(3).longs(5_000).forEach(id -> values.add(new Value(Long.toHexString(id), 0)));
    UnseenOverview overview = colours(count(values)).unseen(1_000);

    assertThat(overview.values()).isEqualTo(5_000);
    assertThat((double) overview.distinct()).isCloseTo(5_000, within(4 * overview.distinctError()));
    assertThat(overview.heaviest()).hasSizeBetween(256, 256 + 128);
  }

  @Test
  void unseen_nothingUnseen_isNone() {
    assertThat(colours(count(List.of(new Value("known", 1)))).unseen(5))
        .isEqualTo(UnseenOverview.NONE);
  }
}
