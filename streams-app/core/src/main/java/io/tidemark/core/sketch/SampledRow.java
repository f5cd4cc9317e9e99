// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.sketch;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.core.bytes.StableHash;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.CategoryText;

/**
 * One observation of a sample, with how often it came. Equal observations have equal hashes.
 *
 * <p>Its values are kept as the bytes that a chunk holds, since there are very many rows: with five
 * columns a row takes a third of what it would as objects, and is copied where it is written.
 */
final class SampledRow {

  /** What the values of one slot take at most, beside a text. */
  private static final int SLOT_BYTES = 9;

  /** What a row takes beside its values. */
  private static final int HEAD_BYTES = 16;

  /** Stands for a missing value; the bits of no number that anybody uses. */
  private static final long MISSING = 0xFFF3_51A9_0D7C_66E1L;

  final long hash;
  final long timeMillis;

  /** Names of the features; null when they never came. */
  final ValueLayout features;

  final ValueLayout predictions;

  /** An upper bound of the bytes it takes, names apart. */
  final int bytes;

  /** The features' values, then the predictions'. */
  private final byte[] values;

  private final int featureBytes;

  long count;

  private SampledRow(
      long hash,
      long timeMillis,
      long count,
      ValueLayout features,
      ValueLayout predictions,
      int bytes,
      byte[] values,
      int featureBytes) {
    this.hash = hash;
    this.timeMillis = timeMillis;
    this.count = count;
    this.features = features;
    this.predictions = predictions;
    this.bytes = bytes;
    this.values = values;
    this.featureBytes = featureBytes;
  }

  /**
   * The row of an observation.
   *
   * @param hash of the observation
   * @param scratch is overwritten
   */
  static SampledRow of(long hash, Observation observation, long count, ByteWriter scratch) {
    ObservedValues features = observation.features();
    ObservedValues predictions = observation.predictions();
    scratch.clear();
    if (features != null) {
      RowValues.write(scratch, features);
    }
    int featureBytes = scratch.size();
    RowValues.write(scratch, predictions);
    return new SampledRow(
        hash,
        observation.timestampMillis(),
        count,
        features == null ? null : features.layout(),
        predictions.layout(),
        HEAD_BYTES + (features == null ? 0 : bytes(features)) + bytes(predictions),
        scratch.toByteArray(),
        featureBytes);
  }

  /** A row of the same values, for another sample. */
  SampledRow copy() {
    return new SampledRow(
        hash, timeMillis, count, features, predictions, bytes, values, featureBytes);
  }

  /** The same for an observation and for what is kept of it. */
  static long hash(Observation observation) {
    long hash = StableHash.and(0, observation.timestampMillis());
    hash = observation.features() == null ? hash : hash(hash, observation.features());
    return hash(StableHash.and(hash, 1), observation.predictions());
  }

  private static long hash(long start, ObservedValues values) {
    long hash = StableHash.and(start, values.layout().hashCode());
    for (int slot = 0; slot < values.size(); slot++) {
      hash =
          StableHash.and(
              hash,
              switch (values.type(slot)) {
                case NUMBER -> Double.doubleToRawLongBits(values.number(slot));
                case TEXT -> StableHash.of(CategoryText.of(values.text(slot)));
                case MISSING -> MISSING;
              });
    }
    return hash;
  }

  private static int bytes(ObservedValues values) {
    int bytes = SLOT_BYTES * values.size();
    for (int slot = 0; slot < values.size(); slot++) {
      if (values.type(slot) == ObservedValues.Type.TEXT) {
        bytes += 2 * CategoryText.of(values.text(slot)).length();
      }
    }
    return bytes;
  }

  /** The row as it was observed, without its model version. Allocates it anew. */
  Observation observation() {
    ByteReader in = new ByteReader(values, "row of a sample");
    return new Observation(
        null,
        timeMillis,
        features == null ? null : RowValues.read(in, features),
        RowValues.read(in, predictions));
  }

  void writeFeatures(ByteWriter out) {
    out.writeBytes(values, 0, featureBytes);
  }

  void writePredictions(ByteWriter out) {
    out.writeBytes(values, featureBytes, values.length);
  }
}
