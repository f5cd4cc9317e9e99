// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.sketch;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.CorruptBytesException;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * The binary form of an {@link ObservationSample}, in chunks that are samples themselves, and with
 * its writer and {@link RowValues} the only place that knows it. Stateless.
 *
 * <pre>{@code
 * chunk     mark: byte = 0x53 | version: byte = 1 | observations: varint
 *           | 0, or 1 | cut: 8 bytes | item ... to the end
 * item      1 | columns: varint | name: text ...            a layout; they are numbered from 1
 *           2 | time: signed varint, from the row before, the first from 0 | count: varint
 *             | layout of the features: varint, 0 for none | their values
 *             | layout of the predictions: varint | their values
 * value     0 missing | 1 | number: double | 2 | category: text
 * }</pre>
 *
 * <p>Varint, double and text are those of {@link io.tidemark.core.bytes.ByteWriter}. The mark tells
 * a chunk from one of {@code SummaryCodec}, which begins with its version. Rows stand in the order
 * of their hashes, which are not written. Equal samples have equal bytes.
 */
public final class ObservationSampleCodec {

  static final int MARK = 0x53;
  static final int VERSION = 1;
  static final int LAYOUT = 1;
  static final int ROW = 2;

  private ObservationSampleCodec() {}

  /**
   * Writes a sample.
   *
   * @param sample any; not changed
   * @param maxChunkBytes about how large one chunk may be, a row more at most
   * @return one chunk or more; merging all of them, in any order, gives the sample
   */
  public static List<byte[]> encode(ObservationSample sample, int maxChunkBytes) {
    return new ObservationSampleWriter(maxChunkBytes).write(sample);
  }

  /**
   * Whether bytes are a chunk of a sample.
   *
   * @param chunk any bytes
   * @return true when they begin as one
   */
  public static boolean isSample(byte[] chunk) {
    return chunk.length > 0 && chunk[0] == MARK;
  }

  /**
   * Adds a chunk to a sample, all of it or, when it throws, nothing.
   *
   * @param target any
   * @param chunk one chunk of {@link #encode} or {@link ObservationSampler#drain} of this or an
   *     earlier release
   * @throws CorruptBytesException if the bytes are anything else
   */
  public static void mergeInto(ObservationSample target, byte[] chunk) {
    new Reader(chunk).read().mergeInto(target);
  }

  private static final class Reader {
    private final ByteReader in;
    private final List<ValueLayout> layouts = new ArrayList<>();
    private final List<Observation> rows = new ArrayList<>();
    private final List<Long> counts = new ArrayList<>();
    private long observations;
    private boolean cut;
    private long cutHash;

    Reader(byte[] chunk) {
      in = new ByteReader(chunk, "sample of observations");
    }

    Reader read() {
      if (in.readByte() != MARK) {
        throw in.corrupt("another mark");
      }
      int version = in.readByte();
      if (version != VERSION) {
        throw in.corrupt("version " + version + ", this release reads version " + VERSION);
      }
      observations = in.readCount();
      cut = in.readBelow(2, "a flag") == 1;
      cutHash = cut ? in.readLong() : 0;
      long time = 0;
      while (in.remaining() > 0) {
        if (in.readBelow(3, "an item") == ROW) {
          time += in.readSignedVarint();
          readRow(time);
        } else {
          readLayout();
        }
      }
      return this;
    }

    private void readLayout() {
      int size = in.readSize(1);
      List<String> names = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        names.add(in.readText());
      }
      layouts.add(ValueLayout.of(names));
    }

    private void readRow(long time) {
      counts.add(in.readCount());
      int features = in.readBelow(layouts.size() + 1, "a layout");
      ObservedValues inputs = features == 0 ? null : RowValues.read(in, layouts.get(features - 1));
      int predictions = in.readBelow(layouts.size() + 1, "a layout");
      if (predictions == 0) {
        throw in.corrupt("a row without predictions");
      }
      ObservedValues outputs = RowValues.read(in, layouts.get(predictions - 1));
      rows.add(new Observation(null, time, inputs, outputs));
    }

    void mergeInto(ObservationSample target) {
      target.addObservations(observations);
      for (int i = 0; i < rows.size(); i++) {
        target.add(rows.get(i), counts.get(i));
      }
      if (cut) {
        target.cutAt(cutHash);
      }
    }
  }
}
