// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;

/**
 * A codec whose keys are populations: the two texts of a model version, and a third for a segment.
 *
 * @param <V> live value
 */
public abstract class PopulationKeyCodec<V> implements StateCodec<Population, V> {

  @Override
  public final byte[] encodeKey(Population key) {
    ByteWriter out = new ByteWriter(32);
    ModelVersionKeyCodec.write(out, key.modelVersion());
    if (!key.isWhole()) {
      out.writeText(key.segmentText());
    }
    return out.toByteArray();
  }

  @Override
  public final Population decodeKey(byte[] bytes) {
    ByteReader in = new ByteReader(bytes, "population");
    ModelVersion modelVersion = ModelVersionKeyCodec.read(in);
    return Population.of(modelVersion, in.remaining() > 0 ? in.readText() : "");
  }
}
