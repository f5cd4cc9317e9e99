// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.sketch;

import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

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

  /** Writes the rows whose count is not 0. */
  List<byte[]> write(
      ObservationSample sample, long observations, ToLongFunction<SampledRow> counts) {
    begin(sample, observations);
    for (SampledRow row : sample.sampledRows()) {
      long count = counts.applyAsLong(row);
      if (count > 0) {
        if (out.size() >= maxChunkBytes) {
          chunks.add(out.toByteArray());
          begin(sample, 0);
        }
        write(row, count);
      }
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

  private void write(SampledRow row, long count) {
    int features = row.features == null ? 0 : number(row.features.layout());
    int predictions = number(row.predictions.layout());
    out.writeByte(ObservationSampleCodec.ROW);
    out.writeSignedVarint(row.timeMillis - lastTime);
    out.writeVarint(count);
    lastTime = row.timeMillis;
    out.writeVarint(features);
    if (row.features != null) {
      write(row.features);
    }
    out.writeVarint(predictions);
    write(row.predictions);
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

  private void write(ObservedValues values) {
    for (int slot = 0; slot < values.size(); slot++) {
      switch (values.type(slot)) {
        case NUMBER -> {
          out.writeByte(ObservationSampleCodec.NUMBER);
          out.writeDouble(values.number(slot));
        }
        case TEXT -> {
          out.writeByte(ObservationSampleCodec.TEXT);
          out.writeText(values.text(slot));
        }
        case MISSING -> out.writeByte(ObservationSampleCodec.MISSING);
      }
    }
  }
}
