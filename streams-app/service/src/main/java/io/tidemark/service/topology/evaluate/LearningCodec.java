// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.sketch.ObservationSample;
import io.tidemark.core.sketch.ObservationSampleCodec;
import io.tidemark.service.state.ModelVersionKeyCodec;
import io.tidemark.service.state.Versions;

/**
 * Bytes of a reference being learned.
 *
 * <pre>
 * value  version 1 | published 0 or 1 | windows | end of the last (8) | one chunk of ObservationSampleCodec
 * </pre>
 */
final class LearningCodec extends ModelVersionKeyCodec<Learning> {

  private static final int VERSION = 1;

  @Override
  public byte[] encodeValue(Learning learning) {
    ByteWriter out = new ByteWriter(1024);
    out.writeByte(VERSION);
    out.writeByte(learning.published() ? 1 : 0);
    out.writeVarint(learning.windows());
    out.writeLong(learning.throughMillis());
    out.writeBytes(ObservationSampleCodec.encode(learning.sample(), Integer.MAX_VALUE).get(0));
    return out.toByteArray();
  }

  @Override
  public Learning decodeValue(ModelVersion key, byte[] bytes) {
    ByteReader in = new ByteReader(bytes, "reference being learned");
    Versions.require(in, VERSION);
    boolean published = in.readBelow(2, "a flag") == 1;
    int windows = in.readBelow(Integer.MAX_VALUE, "a number of windows");
    long throughMillis = in.readLong();
    ObservationSample sample = new ObservationSample();
    ObservationSampleCodec.mergeInto(sample, in.readBytes(in.remaining()));
    return new Learning(sample, windows, throughMillis, published);
  }
}
