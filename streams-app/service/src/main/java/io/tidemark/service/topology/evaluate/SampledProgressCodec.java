// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.core.sketch.ObservationSample;
import io.tidemark.core.sketch.ObservationSampleCodec;
import io.tidemark.service.state.ModelVersionKeyCodec;
import io.tidemark.service.state.Versions;

/**
 * Bytes of what is known of a reference that is being made, and of the sample for it.
 *
 * <pre>
 * value  version 1 | what is known | one chunk of ObservationSampleCodec
 * </pre>
 *
 * @param <P> what is known
 */
abstract class SampledProgressCodec<P> extends ModelVersionKeyCodec {

  private static final int VERSION = 1;

  private final String what;

  /** Of what the bytes are, for those that are corrupt. */
  SampledProgressCodec(String what) {
    this.what = what;
  }

  abstract void writeProgress(ByteWriter out, P progress);

  abstract P readProgress(ByteReader in);

  final byte[] encode(P progress, ObservationSample sample) {
    ByteWriter out = new ByteWriter(1024);
    out.writeByte(VERSION);
    writeProgress(out, progress);
    out.writeBytes(ObservationSampleCodec.encode(sample, Integer.MAX_VALUE).get(0));
    return out.toByteArray();
  }

  /** What is known; the sample is not looked at. */
  final P decode(byte[] bytes) {
    return readProgress(head(bytes));
  }

  final ObservationSample decodeSample(byte[] bytes) {
    ByteReader in = head(bytes);
    readProgress(in);
    ObservationSample sample = new ObservationSample();
    ObservationSampleCodec.mergeInto(sample, in.readBytes(in.remaining()));
    return sample;
  }

  private ByteReader head(byte[] bytes) {
    ByteReader in = new ByteReader(bytes, what);
    Versions.require(in, VERSION);
    return in;
  }
}
