// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.JoinHalf;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.Prediction;
import io.tidemark.service.serde.InputRecord;
import io.tidemark.service.serde.LayoutInterner;
import io.tidemark.service.serde.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;

/**
 * What has been read of one record, until it becomes a domain noun. Reused from record to record;
 * not thread-safe.
 */
final class Row {

  private static final int RECENT_MODELS = 256;

  private final InputMapping mapping;
  private final Slots features;
  private final Slots predictions;
  private final Map<Role, String> constants = new EnumMap<>(Role.class);
  private final Map<Role, String> texts = new EnumMap<>(Role.class);
  private final ModelVersion[] recent = new ModelVersion[RECENT_MODELS];
  private long timestampMillis;
  private boolean timed;

  Row(InputMapping mapping, LayoutInterner layouts) {
    this.mapping = mapping;
    for (Role role : Role.values()) {
      if (mapping.source(role) instanceof ValueSource.Constant constant) {
        constants.put(role, constant.text());
      }
    }
    this.features = new Slots(layouts);
    this.predictions = new Slots(layouts);
  }

  Slots features() {
    return features;
  }

  Slots predictions() {
    return predictions;
  }

  /** Whether more shapes have grown than are worth keeping. */
  boolean overgrown() {
    return features.overgrown() || predictions.overgrown();
  }

  /** Forgets the shapes that have grown. */
  void forget() {
    features.forget();
    predictions.forget();
  }

  /** Starts a record; the slots are started by who knows their shape. */
  void start() {
    timed = false;
    texts.clear();
    texts.putAll(constants);
  }

  /** Fills a role by a text, which a timestamp is made of where it is one. */
  void text(Role role, String text) throws UndecodableRecordException {
    if (role != Role.TIMESTAMP) {
      texts.put(role, text);
      return;
    }
    try {
      timestamp(
          mapping.unit().counts()
              ? mapping.unit().millis(Long.parseLong(text.strip()))
              : IsoTime.millis(text));
    } catch (IllegalArgumentException e) {
      throw wrong(
          Role.TIMESTAMP,
          "'" + shortened(text) + "' is not " + expectedTime(),
          "send such a text, or set " + mapping.settings() + ".timestamp.unit");
    }
  }

  /** The timestamp as a whole number, in the unit its schema says; null where it says none. */
  void time(long value, TimestampUnit logical) throws UndecodableRecordException {
    timestamp(unit(logical, value).millis(value));
  }

  /** The timestamp as any number. */
  void time(double value) throws UndecodableRecordException {
    if (!Double.isFinite(value)) {
      throw wrong(Role.TIMESTAMP, value + " is no time", "send a finite number");
    }
    timestamp(unit(null, value).millis(value));
  }

  private TimestampUnit unit(TimestampUnit logical, Number value)
      throws UndecodableRecordException {
    TimestampUnit unit = logical == null ? mapping.unit() : logical;
    if (unit.counts()) {
      return unit;
    }
    throw wrong(
        Role.TIMESTAMP,
        "the number " + value + (unit == TimestampUnit.ISO ? " is no ISO-8601" : " has no unit"),
        "set " + mapping.settings() + ".timestamp.unit to s, ms, us or ns");
  }

  private void timestamp(long millis) {
    timestampMillis = millis;
    timed = true;
  }

  private String expectedTime() {
    return mapping.unit().counts()
        ? "a whole number, as timestamp.unit says"
        : "a time in ISO-8601, such as 2026-01-31T12:00:00Z";
  }

  /** A role's field that is there, but not as what can serve. */
  UndecodableRecordException wrong(Role role, String what, String remedy) {
    return new UndecodableRecordException(
        UndecodableRecordException.WRONG_TYPE, mapping.shown(role) + ": " + what + "; " + remedy);
  }

  /** The domain noun, from what was read and from what stands beside the value. */
  JoinHalf finish(InputRecord record) throws UndecodableRecordException {
    String id = required(Role.ID, record);
    long millis = timestampMillis(record);
    if (!mapping.ofPredictions()) {
      return new FeatureVector(id, millis, values(features, "features"));
    }
    ModelVersion model = modelVersion(required(Role.MODEL, record), required(Role.VERSION, record));
    ObservedValues outputs = values(predictions, "prediction");
    ObservedValues inputs = mapping.carriesFeatures() ? values(features, "features") : null;
    return new Prediction(id, model, millis, outputs, inputs);
  }

  private ObservedValues values(Slots slots, String setting) throws UndecodableRecordException {
    if (slots.isEmpty()) {
      throw new UndecodableRecordException(
          UndecodableRecordException.MISSING_FIELD,
          "no field of the record matches "
              + mapping.settings()
              + "."
              + setting
              + "="
              + (slots == features ? mapping.features() : mapping.predictions())
              + "; check the paths against the record");
    }
    return slots.take();
  }

  private long timestampMillis(InputRecord record) throws UndecodableRecordException {
    if (mapping.timestamp() instanceof ValueSource.RecordTime) {
      timestamp(record.timestampMillis());
    } else if (mapping.timestamp() instanceof ValueSource.Header) {
      text(Role.TIMESTAMP, required(Role.TIMESTAMP, record));
    }
    if (!timed) {
      throw missing(Role.TIMESTAMP);
    }
    return timestampMillis;
  }

  private String required(Role role, InputRecord record) throws UndecodableRecordException {
    ValueSource source = mapping.source(role);
    String text = texts.get(role);
    if (source instanceof ValueSource.Key) {
      text = utf8(record.key());
    } else if (source instanceof ValueSource.Header header) {
      Header found = record.headers().lastHeader(header.name());
      text = found == null ? null : utf8(found.value());
    }
    if (text == null) {
      throw missing(role);
    }
    if (text.isEmpty()) {
      throw new UndecodableRecordException(
          role == Role.ID
              ? UndecodableRecordException.EMPTY_PREDICTION_ID
              : UndecodableRecordException.MISSING_FIELD,
          mapping.shown(role) + ": the text is empty; it must name the " + role.setting());
    }
    return text;
  }

  private UndecodableRecordException missing(Role role) {
    return new UndecodableRecordException(
        UndecodableRecordException.MISSING_FIELD,
        mapping.shown(role)
            + ": null or absent in this record; send it, or name another path, @key, @header.NAME"
            + (role == Role.TIMESTAMP ? " or @timestamp" : " or a 'constant'"));
  }

  /** The same instance for the same names, as long as few others came between. */
  private ModelVersion modelVersion(String model, String version) {
    int slot = (31 * model.hashCode() + version.hashCode()) & RECENT_MODELS - 1;
    ModelVersion known = recent[slot];
    if (known == null || !known.model().equals(model) || !known.version().equals(version)) {
      known = new ModelVersion(model, version);
      recent[slot] = known;
    }
    return known;
  }

  static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  private static String utf8(byte[] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
