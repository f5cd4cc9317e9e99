// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;

/**
 * Bytes of a reference being learned.
 *
 * <pre>
 * what is known  published 0 or 1 | windows | end of the last (8)
 * </pre>
 */
final class LearningCodec extends SampledProgressCodec<Learning> {

  LearningCodec() {
    super("reference being learned");
  }

  @Override
  void writeProgress(ByteWriter out, Learning learning) {
    out.writeByte(learning.published() ? 1 : 0);
    out.writeVarint(learning.windows());
    out.writeLong(learning.throughMillis());
  }

  @Override
  Learning readProgress(ByteReader in) {
    boolean published = in.readBelow(2, "a flag") == 1;
    int windows = in.readBelow(Integer.MAX_VALUE, "a number of windows");
    return new Learning(windows, in.readLong(), published);
  }
}
