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
 * Bytes of a period that a rolling reference will be made of.
 *
 * <pre>
 * value  version 1 | start (8) | length (8) | one chunk of ObservationSampleCodec
 * </pre>
 */
final class RollingCodec extends ModelVersionKeyCodec<Rolling> {

  private static final int VERSION = 1;

  @Override
  public byte[] encodeValue(Rolling rolling) {
    ByteWriter out = new ByteWriter(1024);
    out.writeByte(VERSION);
    out.writeLong(rolling.startMillis());
    out.writeLong(rolling.periodMillis());
    out.writeBytes(ObservationSampleCodec.encode(rolling.sample(), Integer.MAX_VALUE).get(0));
    return out.toByteArray();
  }

  @Override
  public Rolling decodeValue(ModelVersion key, byte[] bytes) {
    ByteReader in = new ByteReader(bytes, "period of a rolling reference");
    Versions.require(in, VERSION);
    long startMillis = in.readLong();
    long periodMillis = in.readLong();
    ObservationSample sample = new ObservationSample();
    ObservationSampleCodec.mergeInto(sample, in.readBytes(in.remaining()));
    return new Rolling(startMillis, periodMillis, sample);
  }
}
