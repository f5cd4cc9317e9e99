// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.state.CommitScopedStore;
import io.tidemark.service.state.CommitScopedStoreBuilder;
import io.tidemark.service.state.TaskProgress;
import org.junit.jupiter.api.Test;

/** Generations of 1,000 ms. */
class RecentIdsTest {

  private final CommitScopedStore<RecentIds.BlockKey, long[]> blocks =
      new CommitScopedStoreBuilder<>("blocks", new RecentIdsCodec()).build();
  private final RecentIds ids = new RecentIds(blocks, 1_000, TaskProgress.NONE);

  @Test
  void contains_forAtLeastOneAndAtMostTwoJoinWindows() {
    ids.advance(5_500);
    ids.add(1);

    ids.advance(6_999);
    assertThat(ids.contains(1)).isTrue();
    ids.advance(7_000);
    assertThat(ids.contains(1)).isFalse();
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
  void restored_remembersWhatWasSaved_andWritesBlocksOfItsOwn() {
    ids.advance(5_500);
    ids.add(1);
    ids.save();
    ids.advance(6_100);
    ids.add(2);
    ids.save();

    RecentIds restored = new RecentIds(blocks, 1_000, 6_100);
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
    RecentIds restored = new RecentIds(blocks, 1_000, 5_500);
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

    RecentIds restored = new RecentIds(blocks, 1_000, 6_900);
    restored.add(2);
    restored.advance(7_800);

    assertThat(restored.contains(1)).isFalse();
    assertThat(restored.contains(2)).isTrue();
  }
}
