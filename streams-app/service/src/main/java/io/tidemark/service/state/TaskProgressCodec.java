// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;

/** Bytes of {@link TaskProgress}: version 1, stream time, join time. */
public final class TaskProgressCodec extends TextKeyCodec<TaskProgress> {

  private static final int VERSION = 1;

  @Override
  public byte[] encodeValue(TaskProgress value) {
    ByteWriter out = new ByteWriter(17);
    out.writeByte(VERSION);
    out.writeLong(value.streamTimeMillis());
    out.writeLong(value.joinTimeMillis());
    return out.toByteArray();
  }

  @Override
  public TaskProgress decodeValue(String key, byte[] bytes) {
    ByteReader in = new ByteReader(bytes, "task progress");
    Versions.require(in, VERSION);
    return new TaskProgress(in.readLong(), in.readLong());
  }
}
