// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;

/**
 * Bytes of {@link TaskProgress}.
 *
 * <pre>
 * version 2 | predictions: time (8), before (8), span (8) | features: time (8), before (8), span (8)
 * version 1 | time of predictions (8) | time of either (8)
 * </pre>
 */
public final class TaskProgressCodec extends TextKeyCodec<TaskProgress> {

  private static final int VERSION = 2;
  private static final int WITHOUT_SPANS = 1;

  @Override
  public byte[] encodeValue(TaskProgress value) {
    ByteWriter out = new ByteWriter(49);
    out.writeByte(VERSION);
    write(out, value.predictions());
    write(out, value.features());
    return out.toByteArray();
  }

  private static void write(ByteWriter out, InputTime time) {
    out.writeLong(time.millis());
    out.writeLong(time.before());
    out.writeLong(time.span());
  }

  @Override
  public TaskProgress decodeValue(String key, byte[] bytes) {
    ByteReader in = new ByteReader(bytes, "task progress");
    if (Versions.read(in, WITHOUT_SPANS, VERSION) == WITHOUT_SPANS) {
      return new TaskProgress(withoutSpan(in.readLong()), withoutSpan(in.readLong()));
    }
    return new TaskProgress(read(in), read(in));
  }

  private static InputTime withoutSpan(long millis) {
    return new InputTime(millis, millis, Long.MIN_VALUE);
  }

  private static InputTime read(ByteReader in) {
    return new InputTime(in.readLong(), in.readLong(), in.readLong());
  }
}
