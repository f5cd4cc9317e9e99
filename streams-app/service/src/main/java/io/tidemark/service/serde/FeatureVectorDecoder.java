// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.service.registry.SchemaRegistryClient;

/**
 * Decodes the values of the features topic. Longs become numbers (rounded beyond 2^53), booleans
 * the texts {@code true} and {@code false}, nulls missing; of a key that comes twice the last wins.
 * Records with the same set of names share one {@code ValueLayout}. Not thread-safe: one for each
 * stream thread or task.
 */
public final class FeatureVectorDecoder extends ContractDecoder<FeatureVector>
    implements InputDecoder {

  private final LayoutInterner layouts;
  private final ValuesReader features;

  /**
   * Makes a decoder with layouts of its own.
   *
   * @param registry where writer schemas come from
   */
  public FeatureVectorDecoder(SchemaRegistryClient registry) {
    this(registry, new LayoutInterner());
  }

  /**
   * Makes a decoder that shares layouts with others.
   *
   * @param registry where writer schemas come from
   * @param layouts gives out the layouts
   */
  public FeatureVectorDecoder(SchemaRegistryClient registry, LayoutInterner layouts) {
    super(registry, Contracts.FEATURE_VECTOR);
    this.layouts = layouts;
    this.features = new ValuesReader(layouts, new TextCache());
  }

  /**
   * Decodes one record.
   *
   * @param value the record's value, in Confluent's wire format
   * @return the features
   * @throws UndecodableRecordException if it can never be decoded; for the dead letters
   * @throws io.tidemark.service.registry.RegistryUnavailableException if the registry is needed and
   *     cannot be asked; try again
   */
  @Override
  public FeatureVector decode(byte[] value) throws UndecodableRecordException {
    return super.decode(value);
  }

  @Override
  public FeatureVector decode(InputRecord record) throws UndecodableRecordException {
    return decode(record.headers(), record.value());
  }

  @Override
  FeatureVector read(WriterPlan plan, AvroCursor from)
      throws MalformedAvroException, UndecodableRecordException {
    if (!plan.own()) {
      return convert(resolve(plan));
    }
    String id = RequiredTexts.predictionId(from.readString());
    long timestamp = plan.timestampMillis(from.readLong());
    return new FeatureVector(id, timestamp, features.read(from));
  }

  private FeatureVector convert(ResolvedFields fields) throws UndecodableRecordException {
    String id = RequiredTexts.predictionId(fields.text("prediction_id"));
    ObservedValues values = fields.values("features", layouts);
    return new FeatureVector(id, fields.timestampMillis(), values);
  }
}
