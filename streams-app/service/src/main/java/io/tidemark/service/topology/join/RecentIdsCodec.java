// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.service.state.StateCodec;
import io.tidemark.service.state.Versions;

/**
 * Bytes of a block of fingerprints.
 *
 * <pre>
 * key        part (8) | number (8)
 * version 2  generation (8) | count | count × fingerprint (8)
 * version 1  count | count × fingerprint (8); the part is the generation
 * </pre>
 */
final class RecentIdsCodec implements StateCodec<RecentIds.BlockKey, RecentIds.Block> {

  private static final int VERSION = 2;
  private static final int PARTS_ARE_GENERATIONS = 1;

  @Override
  public byte[] encodeKey(RecentIds.BlockKey key) {
    ByteWriter out = new ByteWriter(16);
    out.writeLong(key.part());
    out.writeLong(key.number());
    return out.toByteArray();
  }

  @Override
  public RecentIds.BlockKey decodeKey(byte[] bytes) {
    ByteReader in = new ByteReader(bytes, "recent-ids key");
    return new RecentIds.BlockKey(in.readLong(), in.readLong());
  }

  @Override
  public byte[] encodeValue(RecentIds.Block block) {
    ByteWriter out = new ByteWriter(16 + 8 * block.ids().length);
    out.writeByte(VERSION);
    out.writeLong(block.generation());
    out.writeVarint(block.ids().length);
    for (long id : block.ids()) {
      out.writeLong(id);
    }
    return out.toByteArray();
  }

  @Override
  public RecentIds.Block decodeValue(RecentIds.BlockKey key, byte[] bytes) {
    ByteReader in = new ByteReader(bytes, "recent-ids block");
    long generation =
        Versions.read(in, PARTS_ARE_GENERATIONS, VERSION) == PARTS_ARE_GENERATIONS
            ? key.part()
            : in.readLong();
    long[] ids = new long[in.readSize(8)];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = in.readLong();
    }
    return new RecentIds.Block(generation, ids);
  }
}
