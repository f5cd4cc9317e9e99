// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.sketch;

import io.tidemark.core.observation.Observation;
import java.util.Arrays;
import java.util.List;

/**
 * Draws a sample of a stream and sends it on in chunks while the stream goes on. All chunks merged,
 * with those of samplers of the rest of the stream, are the {@link ObservationSample} of all.
 *
 * <p>Of a row that has been sent only the hash and the size are kept, 12 bytes: enough to know
 * which rows can no longer be in the sample, and are not sent. Of n observations in many chunks
 * about {@code 1 + ln(n / rows)} times the sample is sent. Not thread-safe.
 */
public final class ObservationSampler {

  private ObservationSample fresh = new ObservationSample();

  /** Of the rows that have been sent and may be in the sample, ascending as unsigned. */
  private long[] sentHashes = new long[0];

  private int[] sentBytes = new int[0];

  /** Makes a sampler of a stream of which nothing has been sent. */
  public ObservationSampler() {}

  /**
   * Takes an observation.
   *
   * @param observation any; what is kept of it is a copy
   */
  public void accept(Observation observation) {
    fresh.accept(observation);
  }

  /**
   * About how much memory the rows take that have not been sent.
   *
   * @return bytes on the heap
   */
  public long heldBytes() {
    return fresh.heldBytes();
  }

  /**
   * Takes out what came since the last time.
   *
   * @param maxChunkBytes about how large one chunk may be, a row more at most
   * @return chunks of {@link ObservationSampleCodec}; none when nothing came
   */
  public List<byte[]> drain(int maxChunkBytes) {
    if (fresh.observations() == 0) {
      return List.of();
    }
    settle();
    List<byte[]> chunks = ObservationSampleCodec.encode(fresh, maxChunkBytes);
    ObservationSample next = new ObservationSample();
    if (fresh.isCut()) {
      next.cutAt(fresh.cutHash());
    }
    fresh = next;
    return chunks;
  }

  /**
   * Adds the fresh rows to those that have been sent, in the order of their hashes, as long as
   * there is room, and cuts where there is none. Names of columns that were sent do not count here:
   * so it may be cut a little later than a sample would be, and never earlier.
   */
  private void settle() {
    List<SampledRow> rows = fresh.sampledRows();
    int most = Math.min(ObservationSample.MAX_ROWS, sentHashes.length + rows.size());
    long[] hashes = new long[most];
    int[] sizes = new int[most];
    int size = 0;
    long bytes = 0;
    int sent = 0;
    int row = 0;
    while (sent < sentHashes.length || row < rows.size()) {
      int order =
          row == rows.size()
              ? -1
              : sent == sentHashes.length
                  ? 1
                  : Long.compareUnsigned(sentHashes[sent], rows.get(row).hash);
      long hash = order <= 0 ? sentHashes[sent] : rows.get(row).hash;
      int rowBytes = order <= 0 ? sentBytes[sent] : rows.get(row).bytes;
      bytes += rowBytes;
      if (size == most || bytes > ObservationSample.MAX_BYTES || fresh.isRefused(hash)) {
        fresh.cutAt(hash);
        break;
      }
      hashes[size] = hash;
      sizes[size++] = rowBytes;
      sent += order <= 0 ? 1 : 0;
      row += order >= 0 ? 1 : 0;
    }
    sentHashes = Arrays.copyOf(hashes, size);
    sentBytes = Arrays.copyOf(sizes, size);
  }
}
