// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;

/** Bytes of {@link UpstreamWatermarks}: version 1, task count, then state and watermark of each. */
public final class UpstreamWatermarksCodec extends TextKeyCodec<UpstreamWatermarks> {

  private static final int VERSION = 1;

  @Override
  public byte[] encodeValue(UpstreamWatermarks value) {
    byte[] states = value.states();
    long[] watermarks = value.watermarks();
    ByteWriter out = new ByteWriter(8 + 9 * states.length);
    out.writeByte(VERSION);
    out.writeVarint(states.length);
    for (int i = 0; i < states.length; i++) {
      out.writeByte(states[i]);
      out.writeLong(watermarks[i]);
    }
    return out.toByteArray();
  }

  @Override
  public UpstreamWatermarks decodeValue(String key, byte[] bytes) {
    ByteReader in = new ByteReader(bytes, "upstream watermarks");
    Versions.require(in, VERSION);
    int size = in.readSize(9);
    byte[] states = new byte[size];
    long[] watermarks = new long[size];
    for (int i = 0; i < size; i++) {
      states[i] = (byte) in.readByte();
      watermarks[i] = in.readLong();
    }
    return UpstreamWatermarks.of(states, watermarks);
  }
}
