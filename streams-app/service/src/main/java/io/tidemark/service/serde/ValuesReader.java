// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;

/**
 * Reads a {@code map<union{null,double,long,boolean,string}>} into slots. Not thread-safe.
 *
 * <p>How it works: producers repeat the same keys in the same order. So the keys of the last record
 * are compared, byte by byte, with those that come; while they agree, each value goes straight to
 * its slot and no text is made. Where they differ, the keys are hashed and another known sequence
 * is tried; a sequence never seen is read the slow way, once, and remembered.
 */
final class ValuesReader {

  private static final int NULL = 0;
  private static final int DOUBLE = 1;
  private static final int LONG = 2;
  private static final int BOOLEAN = 3;
  private static final int STRING = 4;

  private final LayoutInterner layouts;
  private final TextCache texts;
  private final KeySequences sequences = new KeySequences();
  private KeySequence last;

  // Where the values of the map being read go.
  private double[] numbers;
  private String[] words;

  ValuesReader(LayoutInterner layouts, TextCache texts) {
    this.layouts = layouts;
    this.texts = texts;
  }

  ObservedValues read(AvroCursor cursor) throws MalformedAvroException {
    int start = cursor.position();
    long count = cursor.readBlockCount();
    if (count == 0) {
      return ObservedValues.EMPTY;
    }
    if (count > cursor.remaining()) {
      throw new MalformedAvroException(
          "a map of " + count + " values with " + cursor.remaining() + " bytes left");
    }
    int entries = cursor.position();
    ObservedValues values = tryAs(last, count, cursor, entries);
    if (values != null) {
      return values;
    }
    int firstKey = hashFirstKey(cursor);
    KeySequence guess = sequences.guess(firstKey, count);
    values = tryAs(guess, count, cursor, entries);
    if (values != null) {
      last = guess;
      return values;
    }
    KeySequence known = sequences.find(hashKeys(cursor, count), count);
    cursor.position(entries);
    values = tryAs(known, count, cursor, entries);
    if (values != null) {
      last = known;
      sequences.used(known, firstKey);
      return values;
    }
    cursor.position(start);
    return readUnseen(cursor);
  }

  /**
   * Reads the values if the keys are the sequence's and end the map; else returns null and leaves
   * the cursor where the entries begin.
   */
  private ObservedValues tryAs(KeySequence sequence, long count, AvroCursor cursor, int entries)
      throws MalformedAvroException {
    if (sequence == null || sequence.size() != count || !cursor.next(sequence.key(0))) {
      return null;
    }
    ObservedValues values = readAs(sequence, cursor);
    if (values == null) {
      cursor.position(entries);
    }
    return values;
  }

  private ObservedValues readAs(KeySequence sequence, AvroCursor cursor)
      throws MalformedAvroException {
    int size = sequence.size();
    ObservedValues.Type[] types = sequence.types();
    numbers = new double[size];
    words = null;
    for (int i = 0; i < size; i++) {
      if (!cursor.accept(sequence.key(i))) {
        return null;
      }
      int slot = sequence.slot(i);
      ObservedValues.Type type = readValue(cursor, slot);
      if (types[slot] != type) {
        types = types == sequence.types() ? types.clone() : types;
        types[slot] = type;
      }
    }
    if (cursor.readBlockCount() != 0) {
      return null;
    }
    sequence.types(types);
    return new ObservedValues(sequence.layout(), types, numbers, words);
  }

  private ObservedValues readUnseen(AvroCursor cursor) throws MalformedAvroException {
    UnseenValues unseen = new UnseenValues();
    int blocks = 0;
    for (long left = cursor.readBlockCount(); left > 0; left = cursor.readBlockCount()) {
      for (; left > 0; left--) {
        int from = cursor.position();
        int length = cursor.readLength();
        int slot = unseen.key(cursor.bytes(), from, cursor.position(), length);
        cursor.skip(length);
        numbers = unseen.numbers();
        words = unseen.words();
        unseen.type(slot, readValue(cursor, slot));
      }
      blocks++;
    }
    ValueLayout layout = layouts.intern(unseen.names());
    if (blocks == 1 && unseen.keysAreDistinct()) {
      last = unseen.sequence(layout);
      sequences.add(last);
    }
    return unseen.in(layout);
  }

  /** Reads one value of the union into {@link #numbers} or {@link #words}. */
  private ObservedValues.Type readValue(AvroCursor cursor, int slot) throws MalformedAvroException {
    long branch = cursor.readLong();
    if (branch == DOUBLE) {
      numbers[slot] = cursor.readDouble();
      return ObservedValues.Type.NUMBER;
    }
    if (branch == LONG) {
      numbers[slot] = cursor.readLong();
      return ObservedValues.Type.NUMBER;
    }
    if (branch == NULL) {
      return ObservedValues.Type.MISSING;
    }
    if (words == null) {
      words = new String[numbers.length];
    }
    if (branch == STRING) {
      int length = cursor.readLength();
      words[slot] = texts.text(cursor.bytes(), cursor.position(), length);
      cursor.skip(length);
    } else if (branch == BOOLEAN) {
      words[slot] = String.valueOf(cursor.readBoolean());
    } else {
      throw noSuchBranch(branch, cursor);
    }
    return ObservedValues.Type.TEXT;
  }

  /** Hashes the key that comes next and stays before it. */
  private static int hashFirstKey(AvroCursor cursor) throws MalformedAvroException {
    int from = cursor.position();
    int length = cursor.readLength();
    int hash = KeySequence.hash(0, cursor.bytes(), cursor.position(), length);
    cursor.position(from);
    return hash;
  }

  private static int hashKeys(AvroCursor cursor, long count) throws MalformedAvroException {
    int hash = 0;
    for (long i = 0; i < count; i++) {
      int length = cursor.readLength();
      hash = KeySequence.hash(hash, cursor.bytes(), cursor.position(), length);
      cursor.skip(length);
      skipValue(cursor);
    }
    return hash;
  }

  private static void skipValue(AvroCursor cursor) throws MalformedAvroException {
    long branch = cursor.readLong();
    if (branch == DOUBLE) {
      cursor.skip(Double.BYTES);
    } else if (branch == LONG) {
      cursor.readLong();
    } else if (branch == STRING) {
      cursor.skip(cursor.readLength());
    } else if (branch == BOOLEAN) {
      cursor.readBoolean();
    } else if (branch != NULL) {
      throw noSuchBranch(branch, cursor);
    }
  }

  private static MalformedAvroException noSuchBranch(long branch, AvroCursor cursor) {
    return new MalformedAvroException(
        "a value of branch "
            + branch
            + " before byte "
            + cursor.position()
            + "; the union has branches 0 to 4");
  }
}
