// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import io.tidemark.service.state.CommitScopedStore;
import io.tidemark.service.state.TaskProgress;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.List;

/**
 * Remembers the fingerprints of ids counted lately, so that a repeated record is not counted twice.
 *
 * <p>Event time is cut into generations of one join window. Ids are held in two parts, of which the
 * older one is forgotten as a whole: when even its newest id is older than a whole generation, or
 * when the younger part has taken half of the most ids that may be held. So an id is remembered for
 * at least one join window, or while fewer than that half have been counted after it. Without the
 * bound a part is a generation. What is forgotten depends on the ids and times that came and not on
 * when commits or restarts did.
 *
 * <p>An id takes 19 to 29 bytes of memory: 11 to 21 in a hash set, 8 in the store's bytes. What is
 * durable is one block of eight bytes an id for each commit; a part's blocks are deleted together.
 */
final class RecentIds {

  /**
   * Names one block.
   *
   * @param part the part it belongs to; they count upwards, and from the generation unless the
   *     bound made more parts than generations
   * @param number its own number
   */
  record BlockKey(long part, long number) {}

  /**
   * What a commit adds.
   *
   * @param generation in which the ids were counted
   * @param ids their fingerprints; never changed
   */
  @SuppressWarnings("ArrayRecordComponent") // Millions of ids, never compared as a record.
  record Block(long generation, long[] ids) {}

  /** Half a megabyte: a commit of a long backlog must not make a record too large for its topic. */
  static final int MAX_BLOCK_IDS = 65_536;

  private static final long NONE = Long.MIN_VALUE;

  private final CommitScopedStore<BlockKey, Block> blocks;
  private final long generationMillis;
  private final int partLimit;
  private IdSet current = new IdSet();
  private IdSet previous = new IdSet();
  private long newestOfCurrent = NONE;
  private long newestOfPrevious = NONE;
  private long part = NONE;
  private long generation = NONE;
  private long nextMillis = NONE;
  private long nextBlock;
  private final List<BlockKey> held = new ArrayList<>();
  private LongArrayList unsaved = new LongArrayList();
  private long forgotten;

  /** Kept so that the compiler does not take the looking for idle. */
  @SuppressWarnings("UnusedVariable")
  private long seen;

  /**
   * Takes in what the store holds.
   *
   * @param maxIds the most ids that are held
   * @param timeMillis event time the predictions had reached: it names the generation that runs,
   *     which the blocks do not when nothing was counted in it
   */
  RecentIds(
      CommitScopedStore<BlockKey, Block> blocks,
      long joinWindowMillis,
      int maxIds,
      long timeMillis) {
    this.blocks = blocks;
    this.generationMillis = Math.max(1, joinWindowMillis);
    this.partLimit = Math.max(1, maxIds / 2);
    blocks.forEach(
        (key, block) -> {
          part = Math.max(part, key.part());
          nextBlock = Math.max(nextBlock, key.number() + 1);
        });
    blocks.forEach(this::takeIn);
    blocks.forEach((key, block) -> blocks.forget(key));
    if (timeMillis != TaskProgress.NONE) {
      advance(timeMillis);
    }
  }

  private void takeIn(BlockKey key, Block block) {
    IdSet set;
    if (key.part() == part) {
      set = current;
      newestOfCurrent = Math.max(newestOfCurrent, block.generation());
    } else {
      set = previous;
      newestOfPrevious = Math.max(newestOfPrevious, block.generation());
    }
    for (long id : block.ids()) {
      set.add(id);
    }
  }

  /**
   * Looks where {@link #contains} will, so that it need not wait for memory: a CPU fetches for many
   * ids at once, but comes to the next one only after it has dealt with this. Changes nothing.
   *
   * @param fingerprints of the ids that come next
   * @param count how many; a few hundred at most, or the first are gone from the cache again
   */
  void lookAhead(long[] fingerprints, int count) {
    long found = 0;
    for (int i = 0; i < count; i++) {
      found += current.firstProbe(fingerprints[i]) ^ previous.firstProbe(fingerprints[i]);
    }
    seen = found;
  }

  /** Whether this id was counted lately. */
  boolean contains(long fingerprint) {
    return current.contains(fingerprint) || previous.contains(fingerprint);
  }

  /** Remembers an id that is being counted. */
  void add(long fingerprint) {
    // Before the id and not after it, so that a part is never empty because of the bound alone:
    // its blocks could not tell that it has begun.
    if (current.size() >= partLimit) {
      save();
      forgotten += previous.size();
      begin(current, newestOfCurrent);
    }
    current.add(fingerprint);
    unsaved.add(fingerprint);
    if (unsaved.size() == MAX_BLOCK_IDS) {
      save();
    }
  }

  /** Moves event time on; forgets what is older than a whole generation. */
  void advance(long timeMillis) {
    if (timeMillis < nextMillis) {
      return;
    }
    save();
    generation = Math.floorDiv(timeMillis, generationMillis);
    nextMillis = (generation + 1) * generationMillis;
    if (newestOfPrevious >= generation - 1) {
      return;
    }
    if (newestOfCurrent < generation - 1) {
      // After a jump of more than one generation the younger part is too old as well.
      begin(new IdSet(), NONE);
    } else if (newestOfCurrent < generation) {
      begin(current, newestOfCurrent);
    }
  }

  /** How many ids were forgotten since the last call only because too many were held. */
  long takeForgotten() {
    long taken = forgotten;
    forgotten = 0;
    return taken;
  }

  /**
   * Hands what was added since the last call to the store, as one block, and lets go of older ones.
   */
  void save() {
    if (!unsaved.isEmpty()) {
      held.removeIf(blocks::forget);
      BlockKey key = new BlockKey(part, nextBlock++);
      blocks.put(key, new Block(generation, unsaved.toLongArray()));
      held.add(key);
      newestOfCurrent = Math.max(newestOfCurrent, generation);
      unsaved = new LongArrayList();
    }
  }

  /** Begins a part; of those before it only one is kept, or an empty one instead. */
  private void begin(IdSet kept, long newestOfKept) {
    long oldest = kept.isEmpty() ? Long.MAX_VALUE : part;
    previous = kept;
    newestOfPrevious = newestOfKept;
    current = new IdSet();
    newestOfCurrent = NONE;
    part = Math.max(part + 1, generation);
    dropBlocksBefore(oldest);
  }

  private void dropBlocksBefore(long oldest) {
    List<BlockKey> old = new ArrayList<>();
    blocks.forEach(
        (key, block) -> {
          if (key.part() < oldest) {
            old.add(key);
          }
        });
    old.forEach(blocks::remove);
  }
}
