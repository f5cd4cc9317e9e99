// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.core.observation.ObservedValues;
import java.io.IOException;
import org.apache.avro.io.BinaryEncoder;

/** Writes values as the {@code map<union{null,double,long,boolean,string}>} of the contracts. */
final class ValuesWriter {

  private static final int NULL = 0;
  private static final int DOUBLE = 1;
  private static final int STRING = 4;

  private ValuesWriter() {}

  static void write(ObservedValues values, BinaryEncoder out) throws IOException {
    out.writeMapStart();
    out.setItemCount(values.size());
    for (int slot = 0; slot < values.size(); slot++) {
      out.startItem();
      out.writeString(values.layout().name(slot));
      switch (values.type(slot)) {
        case NUMBER -> {
          out.writeIndex(DOUBLE);
          out.writeDouble(values.number(slot));
        }
        case TEXT -> {
          out.writeIndex(STRING);
          out.writeString(values.text(slot));
        }
        case MISSING -> out.writeIndex(NULL);
      }
    }
    out.writeMapEnd();
  }
}
