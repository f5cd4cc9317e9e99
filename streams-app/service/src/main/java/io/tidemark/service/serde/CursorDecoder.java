// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import java.nio.ByteBuffer;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Avro's decoder interface over an {@link AvroCursor}, for records that need schema resolution.
 * Avro's own decoder believes lengths and counts and may allocate gigabytes for a garbled record;
 * this one gives a record no more items than it has bytes (and a few, since some take none).
 */
final class CursorDecoder extends Decoder {

  private static final int ITEMS_WITHOUT_BYTES = 1024;

  private final AvroCursor cursor;
  private long itemsLeft;

  CursorDecoder(AvroCursor cursor) {
    this.cursor = cursor;
  }

  /** Starts a record where the cursor stands. */
  void startRecord() {
    itemsLeft = cursor.remaining() + (long) ITEMS_WITHOUT_BYTES;
  }

  @Override
  public void readNull() {
    // A null takes no bytes.
  }

  @Override
  public boolean readBoolean() throws MalformedAvroException {
    return cursor.readBoolean();
  }

  @Override
  public int readInt() throws MalformedAvroException {
    return cursor.readInt();
  }

  @Override
  public long readLong() throws MalformedAvroException {
    return cursor.readLong();
  }

  @Override
  public float readFloat() throws MalformedAvroException {
    return cursor.readFloat();
  }

  @Override
  public double readDouble() throws MalformedAvroException {
    return cursor.readDouble();
  }

  @Override
  public Utf8 readString(Utf8 old) throws MalformedAvroException {
    int length = cursor.readLength();
    byte[] copy = new byte[length];
    readFixed(copy, 0, length);
    return new Utf8(copy);
  }

  @Override
  public String readString() throws MalformedAvroException {
    return cursor.readString();
  }

  @Override
  public void skipString() throws MalformedAvroException {
    cursor.skip(cursor.readLength());
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws MalformedAvroException {
    byte[] copy = new byte[cursor.readLength()];
    readFixed(copy, 0, copy.length);
    return ByteBuffer.wrap(copy);
  }

  @Override
  public void skipBytes() throws MalformedAvroException {
    cursor.skip(cursor.readLength());
  }

  @Override
  public void readFixed(byte[] target, int start, int length) throws MalformedAvroException {
    int from = cursor.position();
    cursor.skip(length);
    System.arraycopy(cursor.bytes(), from, target, start, length);
  }

  @Override
  public void skipFixed(int length) throws MalformedAvroException {
    cursor.skip(length);
  }

  @Override
  public int readEnum() throws MalformedAvroException {
    return cursor.readInt();
  }

  @Override
  public int readIndex() throws MalformedAvroException {
    return cursor.readInt();
  }

  @Override
  public long readArrayStart() throws MalformedAvroException {
    return spend(cursor.readBlockCount());
  }

  @Override
  public long arrayNext() throws MalformedAvroException {
    return spend(cursor.readBlockCount());
  }

  @Override
  public long skipArray() throws MalformedAvroException {
    return skipSizedBlocks();
  }

  @Override
  public long readMapStart() throws MalformedAvroException {
    return spend(cursor.readBlockCount());
  }

  @Override
  public long mapNext() throws MalformedAvroException {
    return spend(cursor.readBlockCount());
  }

  @Override
  public long skipMap() throws MalformedAvroException {
    return skipSizedBlocks();
  }

  private long skipSizedBlocks() throws MalformedAvroException {
    long count = cursor.readLong();
    while (count < 0) {
      cursor.skip(cursor.readLength());
      count = cursor.readLong();
    }
    return spend(count);
  }

  private long spend(long items) throws MalformedAvroException {
    itemsLeft -= items;
    if (itemsLeft < 0) {
      throw new MalformedAvroException(
          "a block of " + items + " items with " + cursor.remaining() + " bytes left");
    }
    return items;
  }
}
