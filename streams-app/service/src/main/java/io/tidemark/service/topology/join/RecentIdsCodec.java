// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.service.state.StateCodec;
import io.tidemark.service.state.Versions;

/** Bytes of a block of fingerprints: version 1, count, then eight bytes each. */
final class RecentIdsCodec implements StateCodec<RecentIds.BlockKey, long[]> {

  private static final int VERSION = 1;

  @Override
  public byte[] encodeKey(RecentIds.BlockKey key) {
    ByteWriter out = new ByteWriter(16);
    out.writeLong(key.generation());
    out.writeLong(key.number());
    return out.toByteArray();
  }

  @Override
  public RecentIds.BlockKey decodeKey(byte[] bytes) {
    ByteReader in = new ByteReader(bytes, "recent-ids key");
    return new RecentIds.BlockKey(in.readLong(), in.readLong());
  }

  @Override
  public byte[] encodeValue(long[] ids) {
    ByteWriter out = new ByteWriter(8 + 8 * ids.length);
    out.writeByte(VERSION);
    out.writeVarint(ids.length);
    for (long id : ids) {
      out.writeLong(id);
    }
    return out.toByteArray();
  }

  @Override
  public long[] decodeValue(RecentIds.BlockKey key, byte[] bytes) {
    ByteReader in = new ByteReader(bytes, "recent-ids block");
    Versions.require(in, VERSION);
    long[] ids = new long[in.readSize(8)];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = in.readLong();
    }
    return ids;
  }
}
