// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;

/** Converters that nobody calls: columns are read by value, but their reader wants to be given. */
final class ParquetConverters extends GroupConverter {

  private final Converter[] fields;

  private ParquetConverters(GroupType type) {
    fields = new Converter[type.getFieldCount()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] =
          type.getType(i).isPrimitive()
              ? new PrimitiveConverter() {}
              : new ParquetConverters(type.getType(i).asGroupType());
    }
  }

  static GroupConverter of(GroupType type) {
    return new ParquetConverters(type);
  }

  @Override
  public Converter getConverter(int field) {
    return fields[field];
  }

  @Override
  public void start() {
    throw new UnsupportedOperationException("columns are read by value");
  }

  @Override
  public void end() {
    throw new UnsupportedOperationException("columns are read by value");
  }
}
