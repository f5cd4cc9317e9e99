// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;

/**
 * Bytes of a period that a rolling reference will be made of.
 *
 * <pre>
 * what is known  start (8) | length (8)
 * </pre>
 */
final class RollingCodec extends SampledProgressCodec<Rolling> {

  RollingCodec() {
    super("period of a rolling reference");
  }

  @Override
  void writeProgress(ByteWriter out, Rolling rolling) {
    out.writeLong(rolling.startMillis());
    out.writeLong(rolling.periodMillis());
  }

  @Override
  Rolling readProgress(ByteReader in) {
    return new Rolling(in.readLong(), in.readLong());
  }
}
