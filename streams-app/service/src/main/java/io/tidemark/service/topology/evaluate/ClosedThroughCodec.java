// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.service.state.ModelVersionKeyCodec;
import io.tidemark.service.state.StateCodec;
import io.tidemark.service.state.Versions;

/**
 * Bytes of the event time through which a model version's windows have closed.
 *
 * <pre>
 * key    model | version | life, left out when it is 0
 * value  version 2, or 1 when the life is 0 | time (8)
 * </pre>
 *
 * <p>An earlier release had one record for a model version; it is read as that of life 0.
 */
final class ClosedThroughCodec implements StateCodec<ClosedKey, Long> {

  private static final int ONE_FOR_ALL_LIVES = 1;
  private static final int VERSION = 2;

  @Override
  public byte[] encodeKey(ClosedKey key) {
    ByteWriter out = new ByteWriter(40);
    ModelVersionKeyCodec.write(out, key.modelVersion());
    if (key.life() != 0) {
      out.writeVarint(key.life());
    }
    return out.toByteArray();
  }

  @Override
  public ClosedKey decodeKey(byte[] bytes) {
    ByteReader in = new ByteReader(bytes, "closed-windows key");
    ClosedKey key =
        new ClosedKey(ModelVersionKeyCodec.read(in), in.remaining() == 0 ? 0 : in.readCount());
    in.finish();
    return key;
  }

  @Override
  public byte[] encodeValue(Long millis) {
    ByteWriter out = new ByteWriter(9);
    out.writeByte(VERSION);
    out.writeLong(millis);
    return out.toByteArray();
  }

  @Override
  public Long decodeValue(ClosedKey key, byte[] bytes) {
    ByteReader in = new ByteReader(bytes, "closed-windows time");
    Versions.require(in, key.life() == 0 ? ONE_FOR_ALL_LIVES : VERSION);
    return in.readLong();
  }
}
