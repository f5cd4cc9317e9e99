// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.sketch;

import io.tidemark.core.bytes.StableHash;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.reference.CategoryText;

/** One observation of a sample, with how often it came. Equal observations have equal hashes. */
final class SampledRow {

  /** What the values of one slot take at most, beside a text. */
  private static final int SLOT_BYTES = 9;

  /** What a row takes beside its values. */
  private static final int HEAD_BYTES = 16;

  /** Stands for a missing value; the bits of no number that anybody uses. */
  private static final long MISSING = 0xFFF3_51A9_0D7C_66E1L;

  final long hash;
  final long timeMillis;

  /** Null when the features never came. */
  final ObservedValues features;

  final ObservedValues predictions;
  long count;

  /** How much of the count has not been drained yet. */
  long undrained;

  SampledRow(long hash, Observation observation) {
    this.hash = hash;
    this.timeMillis = observation.timestampMillis();
    this.features = observation.features() == null ? null : withShortTexts(observation.features());
    this.predictions = withShortTexts(observation.predictions());
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

  /** An upper bound of the bytes it takes, names apart. */
  long bytes() {
    return HEAD_BYTES + (features == null ? 0 : bytes(features)) + bytes(predictions);
  }

  private static long bytes(ObservedValues values) {
    long bytes = (long) SLOT_BYTES * values.size();
    for (int slot = 0; slot < values.size(); slot++) {
      bytes += values.type(slot) == ObservedValues.Type.TEXT ? 2L * values.text(slot).length() : 0;
    }
    return bytes;
  }

  private static ObservedValues withShortTexts(ObservedValues values) {
    boolean fit = true;
    for (int slot = 0; slot < values.size(); slot++) {
      fit &=
          values.type(slot) != ObservedValues.Type.TEXT
              || values.text(slot).length() <= CategoryText.MAX_LENGTH;
    }
    if (fit) {
      return values;
    }
    ObservedValues.Builder copy = ObservedValues.builder(values.layout());
    for (int slot = 0; slot < values.size(); slot++) {
      switch (values.type(slot)) {
        case NUMBER -> copy.number(slot, values.number(slot));
        case TEXT -> copy.text(slot, CategoryText.of(values.text(slot)));
        case MISSING -> {}
      }
    }
    return copy.build();
  }
}
