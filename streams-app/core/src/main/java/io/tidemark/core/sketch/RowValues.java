// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.sketch;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.CategoryText;

/** The values of a sampled row as bytes; {@link ObservationSampleCodec} draws them. Stateless. */
final class RowValues {

  private static final int MISSING = 0;
  private static final int NUMBER = 1;
  private static final int TEXT = 2;

  private RowValues() {}

  /** Writes values, long texts as the categories they are counted as. */
  static void write(ByteWriter out, ObservedValues values) {
    for (int slot = 0; slot < values.size(); slot++) {
      switch (values.type(slot)) {
        case NUMBER -> {
          out.writeByte(NUMBER);
          out.writeDouble(values.number(slot));
        }
        case TEXT -> {
          out.writeByte(TEXT);
          out.writeText(CategoryText.of(values.text(slot)));
        }
        case MISSING -> out.writeByte(MISSING);
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  static ObservedValues read(ByteReader in, ValueLayout layout) {
    ObservedValues.Builder values = ObservedValues.builder(layout);
    for (int slot = 0; slot < layout.size(); slot++) {
      switch (in.readBelow(3, "a type")) {
        case NUMBER -> values.number(slot, in.readDouble());
        case TEXT -> values.text(slot, readCategory(in));
        default -> {}
      }
    }
    return values.build();
  }

  private static String readCategory(ByteReader in) {
    String text = in.readText();
    if (text.length() > CategoryText.MAX_LENGTH) {
      throw in.corrupt("a category that is too long");
    }
    return text;
  }
}
