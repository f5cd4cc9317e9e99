// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import io.tidemark.service.serde.AvroCursor;
import io.tidemark.service.serde.MalformedAvroException;
import io.tidemark.service.serde.UndecodableRecordException;

/** How a value that is one number or one text stands in Avro binary. */
interface Scalar {

  /** Reads the value into a slot. */
  void read(AvroCursor in, Slots slots, int slot) throws MalformedAvroException;

  /** Reads the value as the text of an id or a name; null for none. */
  String readText(AvroCursor in) throws MalformedAvroException;

  /** Reads the value as the row's timestamp. */
  default void readTime(AvroCursor in, Row row)
      throws MalformedAvroException, UndecodableRecordException {
    String text = readText(in);
    if (text != null) {
      row.text(Role.TIMESTAMP, text);
    }
  }

  /** Whether a star takes it; points in time and ids are only taken when named. */
  default boolean byStar() {
    return true;
  }

  /** Whether there is never a value. */
  default boolean isNull() {
    return false;
  }

  /** Whether it can fill a role. */
  default boolean serves(Role role) {
    return true;
  }
}
