// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state.overflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much memory the {@link OverflowStore}s of an instance may take together, and where on disk
 * they put what is more.
 *
 * <p>The disk is a place to overflow to and no more: what is there is deleted with its store, and
 * what a process left that was killed when another starts. Thread-safe.
 */
public final class Overflow {

  private static final Logger logger = LoggerFactory.getLogger(Overflow.class);

  private static final long CACHE_BYTES = 32L * 1024 * 1024;

  private final long maxBytes;
  private final Path parent;
  private final AtomicLong memoryBytes = new AtomicLong();
  private final AtomicLong diskBytes = new AtomicLong();
  private final AtomicInteger directories = new AtomicInteger();
  private ProcessDirectory own;

  /** Of blocks read, for all stores; lasts as long as the process. */
  private Cache cache;

  private boolean broken;

  /**
   * An instance's.
   *
   * @param maxBytes how much may be in memory
   * @param parent where this makes a directory when it is needed
   */
  public Overflow(long maxBytes, Path parent) {
    this.maxBytes = maxBytes;
    this.parent = parent;
  }

  /** Deletes what processes have left that are gone. */
  public void removeAbandoned() {
    try {
      ProcessDirectory.removeAbandoned(parent);
    } catch (IOException e) {
      logger.warn("What an earlier process left in {} could not be deleted: {}", parent, e);
    }
  }

  /** Bytes that are held in memory, by an estimate that counts keys and nodes. */
  public long memoryBytes() {
    return memoryBytes.get();
  }

  /**
   * Bytes of keys and values that are on disk; files are smaller, and larger by what is deleted.
   */
  public long diskBytes() {
    return diskBytes.get();
  }

  /** Takes memory if there is some left; whether there was. */
  boolean hold(long bytes) {
    if (memoryBytes.addAndGet(bytes) <= maxBytes) {
      return true;
    }
    memoryBytes.addAndGet(-bytes);
    return false;
  }

  /** Takes memory that is not there, where there is no disk either. */
  void holdAnyway(long bytes) {
    memoryBytes.addAndGet(bytes);
  }

  void release(long bytes) {
    memoryBytes.addAndGet(-bytes);
  }

  /** Whether there is so much memory again that the next records will not need the disk. */
  boolean isHalfEmpty() {
    return memoryBytes.get() <= maxBytes / 2;
  }

  /** Opens records on disk; null when that is not possible, and from now on all is in memory. */
  synchronized DiskRecords open(String store) {
    if (broken) {
      return null;
    }
    try {
      if (own == null) {
        RocksDB.loadLibrary();
        cache = new LRUCache(CACHE_BYTES);
        own = ProcessDirectory.create(parent);
        logger.info(
            "More than {} bytes of state are open (windows.memory.bytes); the rest goes to {}",
            maxBytes,
            own.path());
      }
      return DiskRecords.open(
          own.path().resolve(store + '-' + directories.getAndIncrement()), cache, diskBytes);
    } catch (IOException | RuntimeException | LinkageError e) {
      broken = true;
      logger.error(
          "More than {} bytes of state are open (windows.memory.bytes), and nothing can be put on"
              + " disk in {} (kafka.state.dir). All of it stays in memory until a restart",
          maxBytes,
          parent,
          e);
      return null;
    }
  }
}
