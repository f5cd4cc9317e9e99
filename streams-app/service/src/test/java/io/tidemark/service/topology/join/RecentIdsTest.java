// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.state.CommitScopedStore;
import io.tidemark.service.state.CommitScopedStoreBuilder;
import io.tidemark.service.state.TaskProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Generations of 1,000 ms; at most 8 ids, so 4 in a part. */
class RecentIdsTest {

  private static final int MAX_IDS = 8;
  private static final int PART = MAX_IDS / 2;

  private final RecentIdsCodec codec = new RecentIdsCodec();
  private CommitScopedStore<RecentIds.BlockKey, RecentIds.Block> blocks = store();
  private RecentIds ids = new RecentIds(blocks, 1_000, MAX_IDS, TaskProgress.NONE);

  private CommitScopedStore<RecentIds.BlockKey, RecentIds.Block> store() {
    return new CommitScopedStoreBuilder<>("blocks", codec).build();
  }

  private void add(long... fingerprints) {
    for (long fingerprint : fingerprints) {
      ids.add(fingerprint);
    }
  }

  private List<Long> remembered(long most) {
    return LongStream.rangeClosed(1, most).filter(ids::contains).boxed().toList();
  }

  @Test
  void contains_forAtLeastOneAndAtMostTwoJoinWindows() {
    ids.advance(5_500);
    ids.add(1);

    ids.advance(6_999);
    assertThat(ids.contains(1)).isTrue();
    ids.advance(7_000);
    assertThat(ids.contains(1)).isFalse();
  }

  /** It knows where the library's set looks; were that to change, it would be of no use. */
  @Test
  void firstProbe_isWhereTheSetLooksFirst() {
    for (long fingerprint = 1; fingerprint < 100; fingerprint++) {
      IdSet set = new IdSet();
      assertThat(set.firstProbe(fingerprint)).isZero();
      set.add(fingerprint);
      assertThat(set.firstProbe(fingerprint)).isEqualTo(fingerprint);
    }
  }

  @Test
  void advance_farAhead_forgetsAll_andDeletesTheBlocks() {
    ids.advance(5_500);
    ids.add(1);
    ids.advance(9_000);
    ids.save();

    assertThat(ids.contains(1)).isFalse();
    assertThat(blocks.size()).isZero();
  }

  @Test
  void advance_backInTime_changesNothing() {
    ids.advance(5_500);
    ids.add(1);
    ids.advance(2_000);

    assertThat(ids.contains(1)).isTrue();
  }

  @Test
  void add_ofVeryManyBetweenTwoCommits_cutsBlocks() {
    RecentIds many = new RecentIds(blocks, 1_000, 1_000_000, TaskProgress.NONE);
    for (int id = 0; id <= 2 * RecentIds.MAX_BLOCK_IDS; id++) {
      many.add(id);
    }
    many.save();

    List<Integer> sizes = new ArrayList<>();
    blocks.forEach((key, block) -> sizes.add(block.ids().length));
    assertThat(sizes)
        .containsExactlyInAnyOrder(RecentIds.MAX_BLOCK_IDS, RecentIds.MAX_BLOCK_IDS, 1);
  }

  @Test
  void restored_remembersWhatWasSaved_andWritesBlocksOfItsOwn() {
    ids.advance(5_500);
    ids.add(1);
    ids.save();
    ids.advance(6_100);
    ids.add(2);
    ids.save();

    RecentIds restored = new RecentIds(blocks, 1_000, MAX_IDS, 6_100);
    restored.add(3);
    restored.save();

    assertThat(restored.contains(1)).isTrue();
    assertThat(restored.contains(2)).isTrue();
    assertThat(blocks.size()).isEqualTo(3);
    restored.advance(7_000);
    assertThat(restored.contains(1)).isFalse();
    assertThat(restored.contains(2)).isTrue();
    assertThat(restored.contains(3)).isTrue();
  }

  @Test
  void restored_withoutAnyBlock_remembersWhatIsCountedAtTheTimeReachedBefore() {
    // Time had come to 5,500 by halves that waited; nothing had been counted when the task moved.
    RecentIds restored = new RecentIds(blocks, 1_000, MAX_IDS, 5_500);
    restored.add(1);

    restored.advance(5_600);
    assertThat(restored.contains(1)).isTrue();
    restored.advance(6_400);
    assertThat(restored.contains(1)).isTrue();
  }

  @Test
  void restored_inAGenerationThatCountedNothingYet_keepsNewIdsAsLongAsARunThatNeverStopped() {
    ids.advance(5_500);
    ids.add(1);
    ids.advance(6_900);
    ids.save();

    RecentIds restored = new RecentIds(blocks, 1_000, MAX_IDS, 6_900);
    restored.add(2);
    restored.advance(7_800);

    assertThat(restored.contains(1)).isFalse();
    assertThat(restored.contains(2)).isTrue();
  }

  @Test
  void add_manyIdsOfOneTime_holdsAtMostTheBound_andCountsWhatItForgets() {
    ids.advance(5_500);
    add(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(remembered(12)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(ids.takeForgotten()).isZero();

    add(9);

    assertThat(remembered(12)).containsExactly(5L, 6L, 7L, 8L, 9L);
    assertThat(ids.takeForgotten()).isEqualTo(PART);
    assertThat(ids.takeForgotten()).isZero();
  }

  @Test
  void add_beyondTheBound_deletesTheBlocksOfWhatItForgets() {
    ids.advance(5_500);
    for (long id = 1; id <= 1_000; id++) {
      ids.add(id);
      ids.save();
      assertThat(blocks.size()).isLessThanOrEqualTo(MAX_IDS);
    }
  }

  @Test
  void advance_afterTheBoundMadeAPart_keepsIdsUntilTheyAreAJoinWindowOld() {
    ids.advance(5_500);
    add(1, 2, 3, 4, 5);

    ids.advance(6_100);
    add(6);
    assertThat(remembered(6)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);

    ids.advance(7_000);
    assertThat(remembered(6)).containsExactly(5L, 6L);
    assertThat(ids.takeForgotten()).isZero();
  }

  @Test
  void restored_fromBlocksOfVersion1_keepsBothGenerations() {
    blocks.put(new RecentIds.BlockKey(5, 0), new RecentIds.Block(5, new long[] {1}));
    blocks.put(new RecentIds.BlockKey(6, 1), new RecentIds.Block(6, new long[] {2}));
    ids = new RecentIds(blocks, 1_000, MAX_IDS, 6_100);
    assertThat(remembered(2)).containsExactly(1L, 2L);

    ids.advance(7_000);

    assertThat(remembered(2)).containsExactly(2L);
  }

  @Test
  void anyRun_remembersTheSame_whereverItCommitsAndStartsAgain() {
    for (int seed = 0; seed < 300; seed++) {
      Random steps = new Random(seed);
      Random commits = new Random(-1 - seed);
      RecentIds neverStopped = new RecentIds(store(), 1_000, MAX_IDS, TaskProgress.NONE);
      Durable durable = new Durable();
      blocks = store();
      ids = new RecentIds(blocks, 1_000, MAX_IDS, TaskProgress.NONE);
      long millis = 5_000;
      for (long id = 1; id <= 60; id++) {
        millis += steps.nextInt(4) > 0 ? steps.nextInt(200) : steps.nextInt(2_500);
        for (RecentIds each : List.of(neverStopped, ids)) {
          each.advance(millis);
        }
        if (steps.nextInt(3) > 0) {
          neverStopped.add(id);
          ids.add(id);
        }
        if (commits.nextInt(3) == 0) {
          durable.commit();
          if (commits.nextBoolean()) {
            ids = durable.restored(millis);
          }
        }
        assertThat(remembered(id))
            .as("seed %d, id %d", seed, id)
            .isEqualTo(
                LongStream.rangeClosed(1, id).filter(neverStopped::contains).boxed().toList())
            .hasSizeLessThanOrEqualTo(MAX_IDS);
      }
    }
  }

  @Test
  void anyRun_remembersAnIdForAJoinWindow_orWhileFewerThanHalfTheBoundCameAfterIt() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      ids = new RecentIds(store(), 1_000, MAX_IDS, TaskProgress.NONE);
      long[] counted = new long[61];
      long millis = 5_000;
      for (int id = 1; id <= 60; id++) {
        millis += random.nextInt(3) > 0 ? random.nextInt(100) : random.nextInt(1_500);
        ids.advance(millis);
        ids.add(id);
        counted[id] = millis;
        for (int earlier = Math.max(1, id - PART + 1); earlier <= id; earlier++) {
          if (millis - counted[earlier] <= 1_000) {
            assertThat(ids.contains(earlier)).as("seed %d, %d at %d", seed, earlier, id).isTrue();
          }
        }
      }
    }
  }

  /** What a log would hold of the blocks. */
  private final class Durable {
    private final Map<RecentIds.BlockKey, byte[]> log = new HashMap<>();

    void commit() {
      ids.save();
      Map<RecentIds.BlockKey, RecentIds.Block> live = new HashMap<>();
      blocks.forEach(live::put);
      log.keySet().retainAll(live.keySet());
      live.forEach(
          (key, block) -> {
            if (block != null) {
              log.put(key, codec.encodeValue(block));
            }
          });
    }

    RecentIds restored(long millis) {
      blocks = store();
      log.forEach((key, bytes) -> blocks.put(key, codec.decodeValue(key, bytes)));
      return new RecentIds(blocks, 1_000, MAX_IDS, millis);
    }
  }
}
