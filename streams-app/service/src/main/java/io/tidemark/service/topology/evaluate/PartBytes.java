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
 * bytes  version 3 | form | observations: varint | count of replaced | number, difference ...
 *                  | (length: varint | bytes of SummaryCodec) ...
 *        form: varint = 0: more of the window
 *                       1: given up; only observations are known
 *                       2 + n: with the n records after it, all that the records held which it
 *                              replaces
 *        version 2, without the replaced: a form of 1 and more stood for all records before it
 *        version 1 | observations (8) | count | count × (length | bytes of SummaryCodec)
 * </pre>
 *
 * <p>Version 1 was always the whole window; without a chunk it had been given up.
 *
 * @param form one of the above
 * @param observations that these chunks are of
 * @param replaced the numbers of the records that this one and those that follow it stand for,
 *     ascending; null for all that have a lower one
 * @param chunks as they came or as {@code SummaryCodec} wrote them
 */
record PartBytes(int form, long observations, List<Long> replaced, List<byte[]> chunks) {

  static final int MORE = 0;
  static final int GIVEN_UP = 1;
  static final int WHOLE = 2;

  private static final int VERSION = 3;

  /**
   * What is known of a record without its chunks.
   *
   * @param chunkBytes how long they are together
   */
  record Head(int form, long observations, List<Long> replaced, long chunkBytes) {

    boolean isWhole() {
      return form >= WHOLE;
    }

    /** How many records must come after this one to make the window whole. */
    int following() {
      return form - WHOLE;
    }
  }

  Head head() {
    return new Head(
        form, observations, replaced, chunks.stream().mapToLong(chunk -> chunk.length).sum());
  }

  byte[] write() {
    int size = 16 + 9 * replaced.size();
    for (byte[] chunk : chunks) {
      size += chunk.length + 5;
    }
    ByteWriter out = new ByteWriter(size);
    out.writeByte(VERSION);
    out.writeVarint(form);
    out.writeVarint(observations);
    out.writeVarint(replaced.size());
    long last = 0;
    for (long number : replaced) {
      out.writeVarint(number - last);
      last = number;
    }
    for (byte[] chunk : chunks) {
      out.writeVarint(chunk.length);
      out.writeBytes(chunk);
    }
    return out.toByteArray();
  }

  static PartBytes read(byte[] bytes) {
    ByteReader in = new ByteReader(bytes, "open window");
    Head head = readHead(in);
    List<byte[]> chunks = new ArrayList<>();
    while (in.remaining() > 0) {
      chunks.add(in.readBytes(in.readSize(1)));
    }
    return new PartBytes(head.form(), head.observations(), head.replaced(), chunks);
  }

  /** Reads all but the chunks, of which nothing is copied. */
  static Head readHead(byte[] bytes) {
    ByteReader in = new ByteReader(bytes, "open window");
    Head head = readHead(in);
    long chunkBytes = 0;
    while (in.remaining() > 0) {
      int size = in.readSize(1);
      in.skipBytes(size);
      chunkBytes += size;
    }
    return new Head(head.form(), head.observations(), head.replaced(), chunkBytes);
  }

  private static Head readHead(ByteReader in) {
    int version = Versions.read(in, 1, VERSION);
    if (version == 1) {
      long observations = in.readLong();
      int count = in.readSize(1);
      return new Head(count == 0 ? GIVEN_UP : WHOLE, observations, null, 0);
    }
    int form = in.readBelow(Integer.MAX_VALUE, "a form");
    long observations = in.readCount();
    List<Long> replaced = version == 2 && form != MORE ? null : new ArrayList<>();
    if (version > 2) {
      int count = in.readSize(1);
      long number = 0;
      for (int i = 0; i < count; i++) {
        number += in.readCount();
        replaced.add(number);
      }
    }
    return new Head(form, observations, replaced, 0);
  }
}
