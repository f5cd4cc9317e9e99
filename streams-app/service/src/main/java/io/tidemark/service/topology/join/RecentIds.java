// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import io.tidemark.service.state.CommitScopedStore;
import io.tidemark.service.state.TaskProgress;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Remembers the fingerprints of ids counted lately, so that a repeated record is not counted twice.
 *
 * <p>Two generations of one join window each: an id is remembered for at least one and at most two
 * join windows of event time, at about 28 bytes of memory: 20 in a hash set, 8 in the store's
 * bytes. What is durable is one block of eight bytes an id for each commit; a generation's blocks
 * are deleted together.
 */
final class RecentIds {

  /** Names one block: the generation it belongs to and its number. */
  record BlockKey(long generation, long number) {}

  private final CommitScopedStore<BlockKey, long[]> blocks;
  private final long generationMillis;
  private LongOpenHashSet current = new LongOpenHashSet();
  private LongOpenHashSet previous = new LongOpenHashSet();
  private long generation = Long.MIN_VALUE;
  private long nextMillis = Long.MIN_VALUE;
  private long nextBlock;
  private BlockKey lastBlock;
  private LongArrayList unsaved = new LongArrayList();

  /**
   * Takes in what the store holds.
   *
   * @param timeMillis event time the predictions had reached: it names the generation that runs,
   *     which the blocks do not when nothing was counted in it
   */
  RecentIds(CommitScopedStore<BlockKey, long[]> blocks, long joinWindowMillis, long timeMillis) {
    this.blocks = blocks;
    this.generationMillis = Math.max(1, joinWindowMillis);
    blocks.forEach(
        (key, ids) -> {
          generation = Math.max(generation, key.generation());
          nextBlock = Math.max(nextBlock, key.number() + 1);
        });
    blocks.forEach(
        (key, ids) -> {
          LongOpenHashSet set = key.generation() == generation ? current : previous;
          for (long id : ids) {
            set.add(id);
          }
        });
    blocks.forEach((key, ids) -> blocks.forget(key));
    if (timeMillis != TaskProgress.NONE) {
      advance(timeMillis);
    }
  }

  /** Whether this id was counted lately. */
  boolean contains(long fingerprint) {
    return current.contains(fingerprint) || previous.contains(fingerprint);
  }

  /** Remembers an id that is being counted. */
  void add(long fingerprint) {
    current.add(fingerprint);
    unsaved.add(fingerprint);
  }

  /** Moves event time on; forgets what is older than a whole generation. */
  void advance(long timeMillis) {
    if (timeMillis < nextMillis) {
      return;
    }
    long now = Math.floorDiv(timeMillis, generationMillis);
    nextMillis = (now + 1) * generationMillis;
    if (now <= generation) {
      return;
    }
    save();
    // After a jump of more than one generation the running one is too old as well.
    previous = now == generation + 1 ? current : new LongOpenHashSet();
    current = new LongOpenHashSet();
    generation = now;
    dropBlocksBefore(now - 1);
  }

  /** Hands what was added since the last call to the store, as one block. */
  void save() {
    if (!unsaved.isEmpty()) {
      if (lastBlock != null) {
        blocks.forget(lastBlock);
      }
      lastBlock = new BlockKey(generation, nextBlock++);
      blocks.put(lastBlock, unsaved.toLongArray());
      unsaved = new LongArrayList();
    }
  }

  private void dropBlocksBefore(long oldest) {
    List<BlockKey> old = new ArrayList<>();
    blocks.forEach(
        (key, ids) -> {
          if (key.generation() < oldest) {
            old.add(key);
          }
        });
    old.forEach(blocks::remove);
  }
}
