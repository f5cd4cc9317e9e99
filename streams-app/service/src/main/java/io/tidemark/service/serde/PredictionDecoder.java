// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.Prediction;
import io.tidemark.service.registry.SchemaRegistryClient;

/**
 * Decodes the values of the predictions topic, by the rules of {@link FeatureVectorDecoder}. Not
 * thread-safe: one for each stream thread or task.
 */
public final class PredictionDecoder extends ContractDecoder<Prediction> implements InputDecoder {

  private static final int RECENT_MODELS = 256;

  private final LayoutInterner layouts;
  private final TextCache texts = new TextCache();
  private final ValuesReader predictions;
  private final ValuesReader features;
  private final ModelVersion[] recent = new ModelVersion[RECENT_MODELS];

  /**
   * Makes a decoder with layouts of its own.
   *
   * @param registry where writer schemas come from
   */
  public PredictionDecoder(SchemaRegistryClient registry) {
    this(registry, new LayoutInterner());
  }

  /**
   * Makes a decoder that shares layouts with others.
   *
   * @param registry where writer schemas come from
   * @param layouts gives out the layouts
   */
  public PredictionDecoder(SchemaRegistryClient registry, LayoutInterner layouts) {
    super(registry, Contracts.PREDICTION);
    this.layouts = layouts;
    this.predictions = new ValuesReader(layouts, texts);
    this.features = new ValuesReader(layouts, texts);
  }

  /**
   * Decodes one record.
   *
   * @param value the record's value, in Confluent's wire format
   * @return the prediction; its features are null when the producer left them out
   * @throws UndecodableRecordException if it can never be decoded; for the dead letters
   * @throws io.tidemark.service.registry.RegistryUnavailableException if the registry is needed and
   *     cannot be asked; try again
   */
  @Override
  public Prediction decode(byte[] value) throws UndecodableRecordException {
    return super.decode(value);
  }

  @Override
  public Prediction decode(InputRecord record) throws UndecodableRecordException {
    return decode(record.headers(), record.value());
  }

  @Override
  Prediction read(WriterPlan plan, AvroCursor from)
      throws MalformedAvroException, UndecodableRecordException {
    if (!plan.own()) {
      return convert(resolve(plan));
    }
    String id = RequiredTexts.predictionId(from.readString());
    ModelVersion modelVersion = modelVersion(name(from), name(from));
    long timestamp = plan.timestampMillis(from.readLong());
    ObservedValues outputs = predictions.read(from);
    return new Prediction(id, modelVersion, timestamp, outputs, readFeatures(from));
  }

  private Prediction convert(ResolvedFields fields) throws UndecodableRecordException {
    String id = RequiredTexts.predictionId(fields.text("prediction_id"));
    ModelVersion modelVersion = modelVersion(fields.text("model"), fields.text("model_version"));
    return new Prediction(
        id,
        modelVersion,
        fields.timestampMillis(),
        fields.values("predictions", layouts),
        fields.optionalValues("features", layouts));
  }

  private ObservedValues readFeatures(AvroCursor from) throws MalformedAvroException {
    long branch = from.readLong();
    if (branch == 0) {
      return null;
    }
    if (branch != 1) {
      throw new MalformedAvroException(
          "field 'features' has branch " + branch + "; its union has branches 0 and 1");
    }
    return features.read(from);
  }

  private String name(AvroCursor from) throws MalformedAvroException {
    int length = from.readLength();
    String name = texts.text(from.bytes(), from.position(), length);
    from.skip(length);
    return name;
  }

  /** The same instance for the same names, as long as few others came between. */
  private ModelVersion modelVersion(String model, String version)
      throws UndecodableRecordException {
    int slot = (31 * model.hashCode() + version.hashCode()) & RECENT_MODELS - 1;
    ModelVersion known = recent[slot];
    if (known != null && known.model().equals(model) && known.version().equals(version)) {
      return known;
    }
    recent[slot] = RequiredTexts.modelVersion(model, version);
    return recent[slot];
  }
}
