// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.JoinHalf;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.Prediction;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.service.state.ModelVersionKeyCodec;
import io.tidemark.service.state.TextKeyCodec;
import io.tidemark.service.state.Versions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bytes of a waiting half.
 *
 * <pre>
 * version 1 | side 0 features, 1 prediction | deadline (8) | timestamp (8)
 *           | [prediction: model, version] | values
 * values: count | count × (name | type 0 missing, 1 number, 2 text | number (8) or text)
 * </pre>
 *
 * <p>A waiting prediction never has features of its own, else it would not wait. Halves that list
 * the same names share one layout when they are read back, as they do when they come, or the names
 * would take more memory than the values. Safe for use by several threads.
 */
final class PendingHalfCodec extends TextKeyCodec<WaitingHalf> {

  private static final int VERSION = 1;
  private static final int FEATURES = 0;
  private static final int PREDICTION = 1;
  private static final int MISSING = 0;
  private static final int NUMBER = 1;
  private static final int TEXT = 2;
  private static final int MAX_LAYOUTS = 4096;

  private final Map<ValueLayout, ValueLayout> layouts = new ConcurrentHashMap<>();

  @Override
  public byte[] encodeValue(WaitingHalf waiting) {
    JoinHalf half = waiting.half();
    ByteWriter out = new ByteWriter(256);
    out.writeByte(VERSION);
    out.writeByte(half instanceof Prediction ? PREDICTION : FEATURES);
    out.writeLong(waiting.deadlineMillis());
    out.writeLong(half.timestampMillis());
    if (half instanceof Prediction prediction) {
      ModelVersionKeyCodec.write(out, prediction.modelVersion());
      writeValues(out, prediction.values());
    } else if (half instanceof FeatureVector features) {
      writeValues(out, features.values());
    }
    return out.toByteArray();
  }

  private static void writeValues(ByteWriter out, ObservedValues values) {
    out.writeVarint(values.size());
    for (int slot = 0; slot < values.size(); slot++) {
      out.writeText(values.layout().name(slot));
      switch (values.type(slot)) {
        case MISSING -> out.writeByte(MISSING);
        case NUMBER -> {
          out.writeByte(NUMBER);
          out.writeDouble(values.number(slot));
        }
        case TEXT -> {
          out.writeByte(TEXT);
          out.writeText(values.text(slot));
        }
      }
    }
  }

  @Override
  public WaitingHalf decodeValue(String id, byte[] bytes) {
    ByteReader in = new ByteReader(bytes, "pending half");
    Versions.require(in, VERSION);
    int side = in.readBelow(2, "side");
    long deadline = in.readLong();
    long timestamp = in.readLong();
    JoinHalf half =
        side == PREDICTION
            ? new Prediction(id, ModelVersionKeyCodec.read(in), timestamp, readValues(in), null)
            : new FeatureVector(id, timestamp, readValues(in));
    return new WaitingHalf(half, deadline);
  }

  private ObservedValues readValues(ByteReader in) {
    int size = in.readSize(2);
    String[] names = new String[size];
    ObservedValues.Type[] types = new ObservedValues.Type[size];
    double[] numbers = new double[size];
    String[] texts = new String[size];
    for (int slot = 0; slot < size; slot++) {
      names[slot] = in.readText();
      int type = in.readBelow(3, "value type");
      types[slot] =
          type == NUMBER
              ? ObservedValues.Type.NUMBER
              : type == TEXT ? ObservedValues.Type.TEXT : ObservedValues.Type.MISSING;
      if (type == NUMBER) {
        numbers[slot] = in.readDouble();
      } else if (type == TEXT) {
        texts[slot] = in.readText();
      }
    }
    return new ObservedValues(shared(ValueLayout.of(names)), types, numbers, texts);
  }

  private ValueLayout shared(ValueLayout layout) {
    if (layouts.size() >= MAX_LAYOUTS) {
      layouts.clear();
    }
    ValueLayout earlier = layouts.putIfAbsent(layout, layout);
    return earlier == null ? layout : earlier;
  }
}
