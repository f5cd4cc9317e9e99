// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state.overflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.Filter;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/**
 * Records in a RocksDB of their own, which is deleted when it is closed. No write-ahead log: it
 * need not outlive the process. What says where its blocks are, a hundredth of what is on disk, is
 * in native memory beside {@link DiskMemory}: in that cache most reads would wait for it. Not
 * thread-safe.
 */
final class DiskRecords implements AutoCloseable {

  private static final long WRITE_BUFFER_BYTES = 4L * 1024 * 1024;
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

  private DiskRecords(Path directory, DiskMemory memory) throws RocksDBException {
    this.directory = directory;
    this.options =
        new Options()
            .setCreateIfMissing(true)
            .setWriteBufferManager(memory.writeBuffers())
            .setWriteBufferSize(WRITE_BUFFER_BYTES)
            .setMaxOpenFiles(OPEN_FILES)
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            .setTableFormatConfig(
                new BlockBasedTableConfig()
                    .setBlockCache(memory.cache())
                    .setBlockSize(BLOCK_BYTES)
                    .setFilterPolicy(filter));
    this.db = RocksDB.open(options, directory.toString());
  }

  /**
   * Makes a place for records.
   *
   * @param directory is created
   * @param memory to use
   * @throws IOException if that is not possible
   */
  static DiskRecords open(Path directory, DiskMemory memory) throws IOException {
    Files.createDirectories(directory);
    try {
      return new DiskRecords(directory, memory);
    } catch (RocksDBException e) {
      throw new IOException("RocksDB in " + directory + ": " + e.getMessage(), e);
    }
  }

  /** How many records there are. */
  long size() {
    return records;
  }

  /** What they take, keys included, before compression. */
  long bytes() {
    return bytes;
  }

  /** What a record takes. */
  static long bytes(Bytes key, byte[] value) {
    return key.get().length + (long) value.length;
  }

  /** Adds a record under a key that has none. */
  void add(Bytes key, byte[] value) {
    try {
      db.put(writes, key.get(), value);
      records++;
      bytes += bytes(key, value);
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
      records--;
      bytes -= bytes(key, value);
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
    db.close();
    writes.close();
    options.close();
    filter.close();
    try {
      Utils.delete(directory.toFile());
    } catch (IOException e) {
      throw new ProcessorStateException("could not delete " + directory, e);
    }
  }

  private static final class All implements KeyValueIterator<Bytes, byte[]> {
    private final RocksIterator iterator;

    All(RocksIterator iterator) {
      this.iterator = iterator;
    }

    @Override
    public boolean hasNext() {
      return iterator.isValid();
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
      KeyValue<Bytes, byte[]> next = KeyValue.pair(peekNextKey(), iterator.value());
      iterator.next();
      return next;
    }

    @Override
    public Bytes peekNextKey() {
      if (!iterator.isValid()) {
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
