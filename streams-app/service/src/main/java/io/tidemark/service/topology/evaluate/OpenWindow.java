// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.summary.SummaryCodec;
import io.tidemark.core.summary.WindowSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The merged summary of one window against one reference.
 *
 * <p>Counts cannot be read without the reference they were counted against. While that is unknown
 * here (another instance may see a new one a moment earlier) the chunks are kept as they came, up
 * to a bound. Beyond it (the reference was deleted or replaced, and this instance started since)
 * only their observations are counted, and the window is never judged by a part of its values.
 *
 * <p>Mutable, used by one stream thread.
 */
public final class OpenWindow {

  /** How much is kept of what cannot be read; more would not fit into one record of the log. */
  static final int MAX_UNREAD_BYTES = 4 * 1024 * 1024;

  private WindowSummary summary;
  private final List<byte[]> unread = new ArrayList<>();
  private long observations;
  private long unreadBytes;
  private boolean unreadable;

  /** Adds one chunk of a partial summary. */
  public void add(byte[] chunk, long chunkObservations, Optional<ReferenceProfile> reference) {
    observations += chunkObservations;
    if (unreadable) {
      return;
    }
    unread.add(chunk);
    unreadBytes += chunk.length;
    reference.ifPresent(this::read);
    if (unreadBytes > MAX_UNREAD_BYTES) {
      unreadable = true;
      unread.clear();
    }
  }

  /** Merges the chunks kept so far, now that the reference is known. */
  public void read(ReferenceProfile reference) {
    if (unreadable) {
      return;
    }
    if (summary == null) {
      summary = WindowSummary.of(reference);
    }
    for (byte[] chunk : unread) {
      SummaryCodec.mergeInto(summary, chunk);
    }
    unread.clear();
    unreadBytes = 0;
  }

  /** Sets the count that was kept along with the chunks; without any, they had been given up. */
  void restoreObservations(long count) {
    observations = count;
    unreadable = unread.isEmpty();
  }

  /** The summary, when the reference is known and nothing was given up. */
  public Optional<WindowSummary> summary() {
    return Optional.ofNullable(summary);
  }

  /** Observations counted, whether or not they can be read. */
  public long observations() {
    return observations;
  }

  /** All chunks that together hold this window, for keeping. */
  public List<byte[]> chunks(int maxChunkBytes) {
    List<byte[]> all = new ArrayList<>(unread);
    if (summary != null) {
      all.addAll(SummaryCodec.encode(summary, maxChunkBytes));
    }
    return all;
  }
}
