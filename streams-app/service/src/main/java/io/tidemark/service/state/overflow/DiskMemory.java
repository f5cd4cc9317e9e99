// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state.overflow;

import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Native memory that all records on disk of an instance share, for blocks read and for what is not
 * written yet: 64 MiB, however many stores there are. Lasts as long as the process.
 *
 * @param cache of blocks
 * @param writeBuffers bounds what waits to be written
 */
record DiskMemory(Cache cache, WriteBufferManager writeBuffers) {

  private static final long CACHE_BYTES = 32L * 1024 * 1024;
  private static final long WRITE_BUFFER_BYTES = 32L * 1024 * 1024;

  static DiskMemory allocate() {
    RocksDB.loadLibrary();
    Cache cache = new LRUCache(CACHE_BYTES);
    return new DiskMemory(cache, new WriteBufferManager(WRITE_BUFFER_BYTES, cache));
  }
}
