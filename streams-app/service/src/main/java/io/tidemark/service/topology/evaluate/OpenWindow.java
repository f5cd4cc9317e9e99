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
 * here (another instance may see a new one a moment earlier) the chunks are kept as they came.
 * Mutable, used by one stream thread.
 */
public final class OpenWindow {

  private WindowSummary summary;
  private final List<byte[]> unread = new ArrayList<>();
  private long observations;

  /** Adds one chunk of a partial summary. */
  public void add(byte[] chunk, long chunkObservations, Optional<ReferenceProfile> reference) {
    observations += chunkObservations;
    unread.add(chunk);
    reference.ifPresent(this::read);
  }

  /** Merges the chunks kept so far, now that the reference is known. */
  public void read(ReferenceProfile reference) {
    if (summary == null) {
      summary = WindowSummary.of(reference);
    }
    for (byte[] chunk : unread) {
      SummaryCodec.mergeInto(summary, chunk);
    }
    unread.clear();
  }

  /** Sets the count that was kept along with the chunks. */
  void restoreObservations(long count) {
    observations = count;
  }

  /** The summary, when the reference is known. */
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
