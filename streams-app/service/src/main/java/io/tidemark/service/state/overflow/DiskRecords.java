// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state.overflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.Filter;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records in a RocksDB of their own, which is deleted when it is closed. No write-ahead log: it
 * need not outlive the process. Takes up to 8 MiB of native memory for what is not written yet, and
 * a hundredth of what is on disk to say where it is: were that in the cache, most reads would wait
 * for it. Not thread-safe.
 */
final class DiskRecords implements AutoCloseable {

  private static final Logger logger = LoggerFactory.getLogger(DiskRecords.class);

  private static final long WRITE_BUFFER_BYTES = 4 * 1024 * 1024;
  private static final long BLOCK_BYTES = 16L * 1024;
  private static final int BITS_A_KEY = 10;
  private static final int OPEN_FILES = 100;

  private final Path directory;
  private final Filter filter = new BloomFilter(BITS_A_KEY);
  private final Options options;
  private final WriteOptions writes = new WriteOptions().setDisableWAL(true);
  private final RocksDB db;
  private long records;
  private long bytes;
  private long written;

  /** Of all records on disk. */
  private final AtomicLong allBytes;

  private DiskRecords(Path directory, Cache cache, AtomicLong allBytes) throws RocksDBException {
    this.directory = directory;
    this.allBytes = allBytes;
    this.options =
        new Options()
            .setCreateIfMissing(true)
            .setWriteBufferSize(WRITE_BUFFER_BYTES)
            .setAvoidFlushDuringShutdown(true)
            .setMaxOpenFiles(OPEN_FILES)
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            .setTableFormatConfig(
                new BlockBasedTableConfig()
                    .setBlockCache(cache)
                    .setBlockSize(BLOCK_BYTES)
                    .setFilterPolicy(filter));
    this.db = RocksDB.open(options, directory.toString());
  }

  /**
   * Makes a place for records.
   *
   * @param directory is created
   * @param cache of blocks
   * @param allBytes is kept up to date with what these records take
   * @throws IOException if that is not possible
   */
  static DiskRecords open(Path directory, Cache cache, AtomicLong allBytes) throws IOException {
    Files.createDirectories(directory);
    try {
      return new DiskRecords(directory, cache, allBytes);
    } catch (RocksDBException e) {
      throw new IOException("RocksDB in " + directory + ": " + e.getMessage(), e);
    }
  }

  /** How much has been written since it was opened; what is deleted of it may still take room. */
  long written() {
    return written;
  }

  /** How many records there are. */
  long size() {
    return records;
  }

  /** Counts a record, before compression, so many times. */
  private void account(Bytes key, byte[] value, int times) {
    long more = times * (key.get().length + (long) value.length);
    records += times;
    bytes += more;
    written += Math.max(0, more);
    allBytes.addAndGet(more);
  }

  /** Adds a record under a key that has none. */
  void add(Bytes key, byte[] value) {
    try {
      db.put(writes, key.get(), value);
      account(key, value, 1);
    } catch (RocksDBException e) {
      throw failed("written", e);
    }
  }

  /** The value of a key, or null. */
  byte[] get(Bytes key) {
    try {
      return db.get(key.get());
    } catch (RocksDBException e) {
      throw failed("read", e);
    }
  }

  /** Deletes the record of a key that has this value. */
  void remove(Bytes key, byte[] value) {
    try {
      db.delete(writes, key.get());
      account(key, value, -1);
    } catch (RocksDBException e) {
      throw failed("deleted", e);
    }
  }

  private ProcessorStateException failed(String what, RocksDBException e) {
    return new ProcessorStateException(
        "a record in " + directory + " could not be " + what + ": " + e.getMessage(), e);
  }

  /** All records, by key. Must be closed. */
  KeyValueIterator<Bytes, byte[]> all() {
    RocksIterator iterator = db.newIterator();
    iterator.seekToFirst();
    return new All(iterator);
  }

  @Override
  public void close() {
    allBytes.addAndGet(-bytes);
    db.close();
    writes.close();
    options.close();
    filter.close();
    try {
      Utils.delete(directory.toFile());
    } catch (IOException e) {
      // Nothing is lost by it but room, until the next start.
      logger.warn("Could not delete {}: {}", directory, e.toString());
    }
  }

  private static final class All implements KeyValueIterator<Bytes, byte[]> {
    private final RocksIterator iterator;

    All(RocksIterator iterator) {
      this.iterator = iterator;
    }

    /** What cannot be read ends it as well, and must not pass for the end. */
    @Override
    public boolean hasNext() {
      if (iterator.isValid()) {
        return true;
      }
      try {
        iterator.status();
      } catch (RocksDBException e) {
        throw new ProcessorStateException("records on disk could not be read", e);
      }
      return false;
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
      KeyValue<Bytes, byte[]> next = KeyValue.pair(peekNextKey(), iterator.value());
      iterator.next();
      return next;
    }

    @Override
    public Bytes peekNextKey() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return Bytes.wrap(iterator.key());
    }

    @Override
    public void close() {
      iterator.close();
    }
  }
}
