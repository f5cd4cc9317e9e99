// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.summary.SummaryCodec;
import io.tidemark.core.summary.WindowSummary;
import io.tidemark.service.state.CommitScopedRecords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/**
 * One window that is still open: the chunks of partial summaries that came for it, as bytes.
 *
 * <p>A commit appends what came since the last one as a record of its own. When the records have
 * outgrown twice what the window would take as one, they are merged and written anew; so each byte
 * that comes is written a bounded number of times, and a window takes a bounded multiple of its
 * merged size, in memory (where the store's copy is the only one) as in the log. Nothing is decoded
 * before that or before the window closes.
 *
 * <p>A merged window is written under new numbers before the records are deleted that it replaces,
 * and says which these are. Where no transaction holds the two together, a crash may come between
 * any two records: then {@link #restore} finds either all of the merged ones and leaves out what
 * they replace, or leaves out the merged. And where none fences it, an instance that is taken for
 * dead may write beside its successor: its records have numbers of their own and replace only what
 * it knew, so that something may be found twice then, but nothing is lost.
 *
 * <p>Counts cannot be read without the reference they were counted against. While that is unknown
 * here (another instance may see a new one a moment earlier) the chunks are kept as they came, up
 * to a bound. Beyond it (the reference was deleted or replaced, and this instance started since)
 * only their observations are counted, and the window is never judged by a part of its values.
 *
 * <p>Mutable, used by one stream thread.
 */
final class OpenWindow {

  /** How much is kept of what cannot be read. */
  static final int MAX_UNREAD_BYTES = 4 * 1024 * 1024;

  /** Records are not larger than this and one chunk more. */
  static final int MAX_RECORD_BYTES = 512 * 1024;

  /** What a window may take before it is merged, however small it would be then. */
  static final int FREE_BYTES = 32 * 1024;

  /** What a record takes in memory beside its bytes. */
  private static final int RECORD_OVERHEAD = 256;

  private final WindowKey key;
  private final CommitScopedRecords<WindowPart> store;
  private final int maxRecordBytes;
  private final List<Long> numbers = new ArrayList<>();
  private final List<byte[]> incoming = new ArrayList<>();
  private Optional<ReferenceProfile> reference = Optional.empty();
  private long nextNumber;
  private long observations;
  private long incomingObservations;
  private long incomingBytes;
  private long mergedBytes;
  private long appendedBytes;
  private boolean givenUp;
  private boolean complete;
  private boolean changed;

  /**
   * A window of which nothing has come yet.
   *
   * @param firstNumber of this life's records; see {@link WindowPart#firstNumber}
   */
  OpenWindow(WindowKey key, CommitScopedRecords<WindowPart> store, long firstNumber) {
    this(key, store, firstNumber, MAX_RECORD_BYTES);
  }

  OpenWindow(
      WindowKey key, CommitScopedRecords<WindowPart> store, long firstNumber, int maxRecordBytes) {
    this.key = key;
    this.store = store;
    this.nextNumber = firstNumber;
    this.maxRecordBytes = maxRecordBytes;
  }

  /** Takes up the records that a store was restored with, by their numbers. */
  void restore(NavigableMap<Long, PartBytes.Head> found) {
    Set<Long> superseded = superseded(found);
    found.forEach(
        (number, head) -> {
          if (superseded.contains(number)) {
            store.remove(new WindowPart(key, number));
          } else {
            keep(number, head);
          }
        });
  }

  /** What complete merged records stand for, and merged records that are not complete. */
  private static Set<Long> superseded(NavigableMap<Long, PartBytes.Head> found) {
    Set<Long> superseded = new HashSet<>();
    List<Long> merged = new ArrayList<>();
    PartBytes.Head first = null;
    int expected = 0;
    for (Map.Entry<Long, PartBytes.Head> entry : found.entrySet()) {
      PartBytes.Head head = entry.getValue();
      if (!head.isWhole() || head.following() != expected) {
        superseded.addAll(merged);
        merged.clear();
      }
      if (head.form() == PartBytes.MORE) {
        continue;
      }
      if (merged.isEmpty()) {
        first = head;
      }
      merged.add(entry.getKey());
      expected = head.following() - 1;
      if (head.form() <= PartBytes.WHOLE) {
        superseded.addAll(
            first.replaced() == null
                ? found.headMap(merged.get(0), false).keySet()
                : first.replaced());
        merged.clear();
      }
    }
    superseded.addAll(merged);
    return superseded;
  }

  private PartBytes part(long number) {
    return PartBytes.read(store.get(new WindowPart(key, number)));
  }

  private void keep(long number, PartBytes.Head head) {
    givenUp |= head.form() == PartBytes.GIVEN_UP;
    numbers.add(number);
    observations += head.observations();
    account(head);
  }

  private void account(PartBytes.Head head) {
    if (head.isWhole()) {
      mergedBytes += RECORD_OVERHEAD + head.chunkBytes();
    } else {
      appendedBytes += RECORD_OVERHEAD + head.chunkBytes();
    }
  }

  private void drop(List<Long> some) {
    some.forEach(number -> store.remove(new WindowPart(key, number)));
    some.clear();
  }

  /** Adds one chunk of a partial summary; it is kept, and must not change. */
  void add(byte[] chunk, long chunkObservations, Optional<ReferenceProfile> found) {
    resolve(found);
    changed = true;
    observations += chunkObservations;
    incomingObservations += chunkObservations;
    if (givenUp) {
      return;
    }
    incoming.add(chunk);
    incomingBytes += chunk.length;
    if (reference.isEmpty() && mergedBytes + appendedBytes + incomingBytes > MAX_UNREAD_BYTES) {
      givenUp = true;
      incoming.clear();
    }
  }

  /** Says what the window is counted against, as far as it is known. */
  void resolve(Optional<ReferenceProfile> found) {
    if (reference.isEmpty()) {
      reference = found;
    }
  }

  /** Says that nothing more will come, but the window be read several times. */
  void complete() {
    complete = true;
  }

  /** Writes what came since the last commit to the store. */
  void persist() {
    if (givenUp && changed) {
      replace(List.of(new PartBytes(PartBytes.GIVEN_UP, observations, replaced(), List.of())));
    } else if (isWorthMerging()) {
      replace(merged());
    } else if (changed) {
      append();
    }
    changed = false;
    incoming.clear();
    incomingBytes = 0;
    incomingObservations = 0;
  }

  private boolean isWorthMerging() {
    if (givenUp || reference.isEmpty()) {
      return false;
    }
    long grown = appendedBytes + incomingBytes + (changed ? RECORD_OVERHEAD : 0);
    return grown > (complete ? 0 : Math.max(FREE_BYTES, 2 * mergedBytes));
  }

  private List<PartBytes> merged() {
    WindowSummary sum = SummaryCodec.decode(reference.orElseThrow(), chunks());
    List<byte[]> chunks = SummaryCodec.encode(sum, maxRecordBytes);
    List<PartBytes> parts = new ArrayList<>(chunks.size());
    for (int i = 0; i < chunks.size(); i++) {
      int form = PartBytes.WHOLE + chunks.size() - 1 - i;
      parts.add(
          new PartBytes(
              form,
              i == 0 ? observations : 0,
              i == 0 ? replaced() : List.of(),
              List.of(chunks.get(i))));
    }
    return parts;
  }

  private List<Long> replaced() {
    return numbers.stream().sorted().toList();
  }

  /** The new records are written before the old ones are deleted. */
  private void replace(List<PartBytes> parts) {
    List<Long> old = new ArrayList<>(numbers);
    numbers.clear();
    mergedBytes = 0;
    appendedBytes = 0;
    parts.forEach(this::write);
    drop(old);
  }

  private void append() {
    List<byte[]> together = new ArrayList<>();
    long bytes = 0;
    for (byte[] chunk : incoming) {
      together.add(chunk);
      bytes += chunk.length;
      if (bytes > maxRecordBytes) {
        append(together);
        together = new ArrayList<>();
        bytes = 0;
      }
    }
    if (!together.isEmpty()) {
      append(together);
    }
  }

  private void append(List<byte[]> together) {
    write(new PartBytes(PartBytes.MORE, incomingObservations, List.of(), together));
    incomingObservations = 0;
  }

  private void write(PartBytes part) {
    store.add(new WindowPart(key, nextNumber), part.write());
    numbers.add(nextNumber++);
    account(part.head());
  }

  /** All chunks that together hold this window. */
  List<byte[]> chunks() {
    List<byte[]> all = new ArrayList<>();
    numbers.forEach(number -> all.addAll(part(number).chunks()));
    all.addAll(incoming);
    return all;
  }

  /**
   * What the window can be read against; empty while that is unknown, or what came was given up.
   */
  Optional<ReferenceProfile> readable() {
    return givenUp ? Optional.empty() : reference;
  }

  /** Observations counted, whether or not they can be read. */
  long observations() {
    return observations;
  }

  /** Deletes all records. */
  void delete() {
    drop(numbers);
  }
}
