// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.service.state.Versions;
import java.util.ArrayList;
import java.util.List;

/**
 * What one record of an open window holds.
 *
 * <pre>
 * bytes  version 2 | form | observations: varint | (length: varint | bytes of SummaryCodec) ...
 *        form: varint = 0: more of the window
 *                       1: given up; only observations are known
 *                       2 + n: with the n records after it, the whole window up to here
 *        version 1 | observations (8) | count | count × (length | bytes of SummaryCodec)
 * </pre>
 *
 * <p>Version 1 was always the whole window; without a chunk it had been given up.
 *
 * @param form one of the above
 * @param observations that these chunks are of
 * @param chunks as they came or as {@code SummaryCodec} wrote them
 */
record PartBytes(int form, long observations, List<byte[]> chunks) {

  static final int MORE = 0;
  static final int GIVEN_UP = 1;
  static final int WHOLE = 2;

  private static final int VERSION = 2;

  boolean isWhole() {
    return form >= WHOLE;
  }

  /** How many records must come after this one to make the window whole. */
  int following() {
    return form - WHOLE;
  }

  byte[] write() {
    int size = 16;
    for (byte[] chunk : chunks) {
      size += chunk.length + 5;
    }
    ByteWriter out = new ByteWriter(size);
    out.writeByte(VERSION);
    out.writeVarint(form);
    out.writeVarint(observations);
    for (byte[] chunk : chunks) {
      out.writeVarint(chunk.length);
      out.writeBytes(chunk);
    }
    return out.toByteArray();
  }

  static PartBytes read(byte[] bytes) {
    ByteReader in = new ByteReader(bytes, "open window");
    if (Versions.read(in, 1, VERSION) == 1) {
      long observations = in.readLong();
      int count = in.readSize(1);
      return new PartBytes(count == 0 ? GIVEN_UP : WHOLE, observations, chunks(in));
    }
    int form = in.readBelow(Integer.MAX_VALUE, "a form");
    return new PartBytes(form, in.readCount(), chunks(in));
  }

  private static List<byte[]> chunks(ByteReader in) {
    List<byte[]> chunks = new ArrayList<>();
    while (in.remaining() > 0) {
      chunks.add(in.readBytes(in.readSize(1)));
    }
    return chunks;
  }
}
