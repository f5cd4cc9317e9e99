// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.dsl;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/** What the baseline publishes for a closed window. */
final class DslSchemas {

  static final Schema COLUMN =
      SchemaBuilder.record("DslColumn")
          .namespace("io.tidemark.benchmarks")
          .fields()
          .requiredString("name")
          .requiredDouble("psi")
          .requiredDouble("psi_p_value")
          .optionalDouble("ks")
          .optionalDouble("ks_p_value")
          .endRecord();

  static final Schema RESULT =
      SchemaBuilder.record("DslResult")
          .namespace("io.tidemark.benchmarks")
          .fields()
          .requiredString("model")
          .requiredString("model_version")
          .requiredLong("window_start")
          .requiredLong("window_end")
          .requiredLong("observations")
          .name("columns")
          .type()
          .array()
          .items(COLUMN)
          .noDefault()
          .endRecord();

  private DslSchemas() {}
}
