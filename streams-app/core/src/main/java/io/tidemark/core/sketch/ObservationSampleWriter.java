// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.sketch;

import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.core.observation.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a sample as chunks; {@link ObservationSampleCodec} draws the layout. */
final class ObservationSampleWriter {

  private final int maxChunkBytes;
  private final ByteWriter out = new ByteWriter(1024);
  private final List<byte[]> chunks = new ArrayList<>(1);
  private final Map<ValueLayout, Integer> layouts = new HashMap<>();
  private long lastTime;

  ObservationSampleWriter(int maxChunkBytes) {
    this.maxChunkBytes = maxChunkBytes;
  }

  List<byte[]> write(ObservationSample sample) {
    begin(sample, sample.observations());
    for (SampledRow row : sample.sampledRows()) {
      if (out.size() >= maxChunkBytes) {
        chunks.add(out.toByteArray());
        begin(sample, 0);
      }
      write(row);
    }
    chunks.add(out.toByteArray());
    return chunks;
  }

  private void begin(ObservationSample sample, long observations) {
    out.clear();
    layouts.clear();
    lastTime = 0;
    out.writeByte(ObservationSampleCodec.MARK);
    out.writeByte(ObservationSampleCodec.VERSION);
    out.writeVarint(observations);
    out.writeByte(sample.isCut() ? 1 : 0);
    if (sample.isCut()) {
      out.writeLong(sample.cutHash());
    }
  }

  private void write(SampledRow row) {
    int features = row.features == null ? 0 : number(row.features);
    int predictions = number(row.predictions);
    out.writeByte(ObservationSampleCodec.ROW);
    out.writeSignedVarint(row.timeMillis - lastTime);
    out.writeVarint(row.count);
    lastTime = row.timeMillis;
    out.writeVarint(features);
    row.writeFeatures(out);
    out.writeVarint(predictions);
    row.writePredictions(out);
  }

  private int number(ValueLayout layout) {
    Integer known = layouts.get(layout);
    if (known != null) {
      return known;
    }
    out.writeByte(ObservationSampleCodec.LAYOUT);
    out.writeVarint(layout.size());
    for (int slot = 0; slot < layout.size(); slot++) {
      out.writeText(layout.name(slot));
    }
    layouts.put(layout, layouts.size() + 1);
    return layouts.size();
  }
}
