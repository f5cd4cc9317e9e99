// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

/** Where a record has its id, model, version or time. */
public sealed interface ValueSource {

  /** A field of the value, by dotted path. */
  record Path(String path) implements ValueSource {
    @Override
    public String toString() {
      return path;
    }
  }

  /** The same text for every record. */
  record Constant(String text) implements ValueSource {
    @Override
    public String toString() {
      return "'" + text + "'";
    }
  }

  /** The record's key, as UTF-8. */
  record Key() implements ValueSource {
    @Override
    public String toString() {
      return KEY;
    }
  }

  /** The time Kafka carries with the record. */
  record RecordTime() implements ValueSource {
    @Override
    public String toString() {
      return TIME;
    }
  }

  /** A header of the record, as UTF-8. */
  record Header(String name) implements ValueSource {
    @Override
    public String toString() {
      return HEADER + name;
    }
  }

  /** How the key is written. */
  String KEY = "@key";

  /** How the record's time is written. */
  String TIME = "@timestamp";

  /** How a header is written, before its name. */
  String HEADER = "@header.";

  /**
   * Reads a source: a path, a quoted constant, {@code @key}, {@code @timestamp} or {@code
   * @header.NAME}.
   *
   * @param text what a user wrote
   * @return the source
   * @throws IllegalArgumentException if it is none; the message says what is wrong
   */
  static ValueSource parse(String text) {
    if (text.startsWith("'") || text.startsWith("\"")) {
      return constant(text);
    }
    if (text.equals(KEY)) {
      return new Key();
    }
    if (text.equals(TIME)) {
      return new RecordTime();
    }
    if (text.startsWith(HEADER) && text.length() > HEADER.length()) {
      return new Header(text.substring(HEADER.length()));
    }
    if (text.startsWith("@")) {
      throw new IllegalArgumentException("is none of @key, @timestamp and @header.NAME");
    }
    return new Path(FieldPattern.checkedPath(text));
  }

  private static Constant constant(String text) {
    if (text.length() < 3 || text.charAt(text.length() - 1) != text.charAt(0)) {
      throw new IllegalArgumentException("is not a text between two quotes");
    }
    return new Constant(text.substring(1, text.length() - 1));
  }
}
