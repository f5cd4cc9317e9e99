// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import io.tidemark.service.state.KeyCodec;
import io.tidemark.service.state.ModelVersionKeyCodec;

/**
 * Bytes of the records of open windows.
 *
 * <pre>
 * key    model | version | window start (8) | window end (8) | reference id | segment | number
 *        the number is left out when it is 0, then also the segment when it is the whole
 * value  as {@link PartBytes} wrote it
 * </pre>
 *
 * <p>An earlier release had one record for a window, without a number; it is read as number 0.
 */
final class WindowCodec implements KeyCodec<WindowPart> {

  @Override
  public byte[] encodeKey(WindowPart part) {
    WindowKey key = part.window();
    ByteWriter out = new ByteWriter(64);
    ModelVersionKeyCodec.write(out, key.modelVersion());
    out.writeLong(key.window().startMillis());
    out.writeLong(key.window().endMillis());
    out.writeText(key.referenceId());
    if (part.number() > 0 || !key.population().isWhole()) {
      out.writeText(key.population().segmentText());
    }
    if (part.number() > 0) {
      out.writeVarint(part.number());
    }
    return out.toByteArray();
  }

  @Override
  public WindowPart decodeKey(byte[] bytes) {
    ByteReader in = new ByteReader(bytes, "open-window key");
    ModelVersion modelVersion = ModelVersionKeyCodec.read(in);
    EvaluationWindow window = new EvaluationWindow(in.readLong(), in.readLong());
    String referenceId = in.readText();
    String segment = in.remaining() > 0 ? in.readText() : "";
    WindowKey key = new WindowKey(Population.of(modelVersion, segment), window, referenceId);
    long number = in.remaining() == 0 ? 0 : in.readCount();
    in.finish();
    return new WindowPart(key, number);
  }
}
