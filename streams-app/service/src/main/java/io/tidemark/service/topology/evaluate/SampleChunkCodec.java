// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.service.state.KeyCodec;
import io.tidemark.service.state.ModelVersionKeyCodec;

/**
 * Bytes of a chunk of a pane's sample: under model | version | pane start (8) | number (8), what
 * {@code ObservationSampleCodec} wrote, with its own version.
 */
final class SampleChunkCodec implements KeyCodec<SampleKey> {

  @Override
  public byte[] encodeKey(SampleKey key) {
    ByteWriter out = new ByteWriter(48);
    ModelVersionKeyCodec.write(out, key.modelVersion());
    out.writeLong(key.paneStart());
    out.writeLong(key.number());
    return out.toByteArray();
  }

  @Override
  public SampleKey decodeKey(byte[] bytes) {
    ByteReader in = new ByteReader(bytes, "sample key");
    return new SampleKey(ModelVersionKeyCodec.read(in), in.readLong(), in.readLong());
  }
}
