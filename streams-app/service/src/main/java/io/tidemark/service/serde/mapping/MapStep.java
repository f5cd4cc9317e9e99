// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import io.tidemark.service.serde.AvroCursor;
import io.tidemark.service.serde.MalformedAvroException;
import io.tidemark.service.serde.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a map of scalars, each entry as a field named by its key. While the keys are those of the
 * record before, in their order, they are compared as bytes and no text is made.
 */
final class MapStep implements Step {

  private final String path;
  private final Scalar value;
  private final Skips.Skip skip;
  private final Selection selection;
  private final Row row;

  MapStep(String path, Scalar value, Skips.Skip skip, Selection selection, Row row) {
    this.path = path;
    this.value = value;
    this.skip = skip;
    this.selection = selection;
    this.row = row;
  }

  /** An entry's key, which leads to a slot; alone where the value has no other use. */
  private record Key(MapStep map, String name, AvroBytes bytes, boolean alone) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && map == that.map && name.equals(that.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  /** Bytes that a record may hold. */
  private static final class AvroBytes {
    private final byte[] bytes;

    AvroBytes(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  @Override
  public void read(AvroCursor in) throws MalformedAvroException, UndecodableRecordException {
    for (long count = in.readBlockCount(); count > 0; count = in.readBlockCount()) {
      for (long i = 0; i < count; i++) {
        if (!readExpected(in, row.features()) && !readExpected(in, row.predictions())) {
          readOther(in);
        }
      }
    }
  }

  private boolean readExpected(AvroCursor in, Slots slots) throws MalformedAvroException {
    Shape expected = slots.shape().expected();
    if (expected == null
        || !(expected.key() instanceof Key key)
        || key.map != this
        || !key.alone
        || !in.accept(key.bytes.bytes)) {
      return false;
    }
    value.read(in, slots, slots.follow(expected));
    return true;
  }

  private void readOther(AvroCursor in) throws MalformedAvroException, UndecodableRecordException {
    int from = in.position();
    int length = in.readLength();
    String name = new String(in.bytes(), in.position(), length, StandardCharsets.UTF_8);
    in.skip(length);
    Target target = selection.target(AvroPlanCompiler.child(path, name));
    AvroBytes bytes = new AvroBytes(Arrays.copyOfRange(in.bytes(), from, in.position()));
    Key key = new Key(this, name, bytes, target.isForOne());
    int start = in.position();
    for (Role role : target.roles()) {
      in.position(start);
      if (role == Role.TIMESTAMP) {
        value.readTime(in, row);
      } else {
        row.text(role, value.readText(in));
      }
    }
    boolean taken = value.byStar() || target.exact();
    if (taken && target.prediction() != null) {
      in.position(start);
      value.read(in, row.predictions(), row.predictions().add(key, target, target.prediction()));
    }
    if (taken && target.feature() != null) {
      in.position(start);
      value.read(in, row.features(), row.features().add(key, target, target.feature()));
    }
    if (in.position() == start) {
      skip.skip(in);
    }
  }
}
