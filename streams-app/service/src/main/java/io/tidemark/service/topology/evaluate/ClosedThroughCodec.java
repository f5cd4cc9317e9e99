// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.service.state.ModelVersionKeyCodec;
import io.tidemark.service.state.Versions;

/** Bytes of the event time through which a model version's windows have closed. */
final class ClosedThroughCodec extends ModelVersionKeyCodec<Long> {

  private static final int VERSION = 1;

  @Override
  public byte[] encodeValue(Long millis) {
    ByteWriter out = new ByteWriter(9);
    out.writeByte(VERSION);
    out.writeLong(millis);
    return out.toByteArray();
  }

  @Override
  public Long decodeValue(ModelVersion key, byte[] bytes) {
    ByteReader in = new ByteReader(bytes, "closed-windows time");
    Versions.require(in, VERSION);
    return in.readLong();
  }
}
