// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Cuts CSV text into blocks of whole records, so that each can be parsed without the others. It
 * looks at line ends and double quotes only: a quote opens at the start of a field, and a line end
 * between an opening and a closing quote ends no record.
 */
final class CsvBlocks {

  /** A run of whole records; the bytes beyond the length mean nothing. */
  static final class Block {
    private byte[] bytes;
    private int length;
    private long offset;
    private boolean first;

    private Block(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }

    int length() {
      return length;
    }

    /** Where the first byte is in the text of the whole file. */
    long offset() {
      return offset;
    }

    /** Whether the header is in it. */
    boolean first() {
      return first;
    }
  }

  private static final int BLOCK_BYTES = 1 << 20;
  private static final int LONGEST_RECORD = 1 << 27;

  private final Path file;
  private final InputStream in;
  private final Queue<Block> free = new ConcurrentLinkedQueue<>();
  private byte[] carried = {};
  private int carriedLength;
  private long offset;
  private boolean started;
  private boolean ended;

  CsvBlocks(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /** Takes back a block that is done with; by any thread. */
  void recycle(Block block) {
    if (block.bytes.length == BLOCK_BYTES) {
      free.add(block);
    }
  }

  /** The next block, or null when there is nothing more. */
  Block next() throws TableException {
    Block block = free.poll();
    if (block == null) {
      block = new Block(new byte[BLOCK_BYTES]);
    }
    if (carriedLength > block.bytes.length) {
      block.bytes = new byte[Integer.highestOneBit(carriedLength) << 1];
    }
    System.arraycopy(carried, 0, block.bytes, 0, carriedLength);
    block.length = carriedLength;
    carriedLength = 0;
    int end = 0;
    while (end == 0) {
      fill(block);
      end = ended ? block.length : endOfRecords(block.bytes, block.length);
      if (ended && end == 0) {
        return null;
      }
      if (end == 0) {
        grow(block);
      }
    }
    carry(block, end);
    return block;
  }

  private void fill(Block block) throws TableException {
    try {
      while (!ended && block.length < block.bytes.length) {
        int got = in.read(block.bytes, block.length, block.bytes.length - block.length);
        ended = got < 0;
        block.length += Math.max(0, got);
      }
    } catch (IOException e) {
      throw TableException.unreadable(file, e);
    }
  }

  private void grow(Block block) throws TableException {
    if (block.bytes.length >= LONGEST_RECORD) {
      throw new TableException(
          file
              + ", after byte "
              + offset
              + ": a record longer than "
              + LONGEST_RECORD
              + " bytes; check for a double quote that is never closed");
    }
    block.bytes = Arrays.copyOf(block.bytes, 2 * block.bytes.length);
  }

  private void carry(Block block, int end) {
    carriedLength = block.length - end;
    if (carried.length < carriedLength) {
      carried = new byte[carriedLength];
    }
    System.arraycopy(block.bytes, end, carried, 0, carriedLength);
    block.length = end;
    block.offset = offset;
    block.first = !started;
    started = true;
    offset += end;
  }

  /** Where the last whole record ends, 0 when there is none. The text starts with a record. */
  private static int endOfRecords(byte[] bytes, int length) {
    int end = 0;
    int at = 0;
    while (at < length) {
      int quote = indexOfQuote(bytes, at, length);
      int lineEnd = lastLineEnd(bytes, at, quote, length);
      end = lineEnd > 0 ? lineEnd : end;
      if (quote == length) {
        return end;
      }
      at = opens(bytes, quote) ? afterClosing(bytes, quote + 1, length) : quote + 1;
    }
    return end;
  }

  private static boolean opens(byte[] bytes, int quote) {
    if (quote == 0) {
      return true;
    }
    byte before = bytes[quote - 1];
    return before == ',' || before == '\n' || before == '\r';
  }

  private static int afterClosing(byte[] bytes, int from, int length) {
    int at = indexOfQuote(bytes, from, length);
    while (at + 1 < length && bytes[at + 1] == '"') {
      at = indexOfQuote(bytes, at + 2, length);
    }
    return Math.min(length, at + 1);
  }

  private static int indexOfQuote(byte[] bytes, int from, int length) {
    int at = from;
    while (at < length && bytes[at] != '"') {
      at++;
    }
    return Math.min(at, length);
  }

  /** Behind the last line end in a stretch, 0 when there is none; a CR may wait for its LF. */
  private static int lastLineEnd(byte[] bytes, int from, int to, int length) {
    for (int at = to - 1; at >= from; at--) {
      if (bytes[at] == '\n' || (bytes[at] == '\r' && at + 1 < length && bytes[at + 1] != '\n')) {
        return at + 1;
      }
    }
    return 0;
  }
}
