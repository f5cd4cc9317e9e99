// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import io.tidemark.service.state.ModelVersionKeyCodec;
import io.tidemark.service.state.StateCodec;
import io.tidemark.service.state.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Bytes of an open window.
 *
 * <pre>
 * key    model | version | window start (8) | window end (8) | reference id | segment, if of one
 * value  version 1 | observations (8) | chunk count | chunk count × (length | bytes of SummaryCodec)
 * </pre>
 *
 * <p>No chunk means that what could not be read was given up.
 */
final class WindowCodec implements StateCodec<WindowKey, OpenWindow> {

  private static final int VERSION = 1;

  @Override
  public byte[] encodeKey(WindowKey key) {
    ByteWriter out = new ByteWriter(64);
    ModelVersionKeyCodec.write(out, key.modelVersion());
    out.writeLong(key.window().startMillis());
    out.writeLong(key.window().endMillis());
    out.writeText(key.referenceId());
    if (!key.population().isWhole()) {
      out.writeText(key.population().segmentText());
    }
    return out.toByteArray();
  }

  @Override
  public WindowKey decodeKey(byte[] bytes) {
    ByteReader in = new ByteReader(bytes, "open-window key");
    ModelVersion modelVersion = ModelVersionKeyCodec.read(in);
    EvaluationWindow window = new EvaluationWindow(in.readLong(), in.readLong());
    String referenceId = in.readText();
    String segment = in.remaining() > 0 ? in.readText() : "";
    return new WindowKey(Population.of(modelVersion, segment), window, referenceId);
  }

  @Override
  public byte[] encodeValue(OpenWindow window) {
    List<byte[]> chunks = window.chunks(Integer.MAX_VALUE);
    ByteWriter out = new ByteWriter(4096);
    out.writeByte(VERSION);
    out.writeLong(window.observations());
    out.writeVarint(chunks.size());
    for (byte[] chunk : chunks) {
      out.writeVarint(chunk.length);
      out.writeBytes(chunk);
    }
    return out.toByteArray();
  }

  @Override
  public OpenWindow decodeValue(WindowKey key, byte[] bytes) {
    ByteReader in = new ByteReader(bytes, "open window");
    Versions.require(in, VERSION);
    long observations = in.readLong();
    int count = in.readSize(1);
    List<byte[]> chunks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      chunks.add(in.readBytes(in.readSize(1)));
    }
    OpenWindow window = new OpenWindow();
    for (byte[] chunk : chunks) {
      window.add(chunk, 0, Optional.empty());
    }
    window.restoreObservations(observations);
    return window;
  }
}
