// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.core.observation.ModelVersion;

/** A codec whose keys are model versions: two texts. */
public abstract class ModelVersionKeyCodec implements KeyCodec<ModelVersion> {

  @Override
  public final byte[] encodeKey(ModelVersion key) {
    ByteWriter out = new ByteWriter(32);
    write(out, key);
    return out.toByteArray();
  }

  @Override
  public final ModelVersion decodeKey(byte[] bytes) {
    return read(new ByteReader(bytes, "model version"));
  }

  /** Writes a model version as part of something larger. */
  public static void write(ByteWriter out, ModelVersion modelVersion) {
    out.writeText(modelVersion.model());
    out.writeText(modelVersion.version());
  }

  /** Reads what {@link #write} wrote. */
  public static ModelVersion read(ByteReader in) {
    return new ModelVersion(in.readText(), in.readText());
  }
}
