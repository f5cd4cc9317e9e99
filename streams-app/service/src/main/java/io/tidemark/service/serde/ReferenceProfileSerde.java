// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.core.bytes.CorruptBytesException;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.ReferenceCodec;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.schemas.ReferenceFeature;
import io.tidemark.service.registry.SchemaRegistryClient;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * Encodes and decodes records of the reference topic. The profile travels in core's own form; the
 * fields around it are for people and tools. Encoding is thread-safe, decoding is not.
 */
public final class ReferenceProfileSerde extends ContractEncoder {

  private final Decoder decoder;

  /**
   * Makes a serde.
   *
   * @param registry where schemas are registered and come from
   * @param topic the reference topic
   */
  public ReferenceProfileSerde(SchemaRegistryClient registry, String topic) {
    super(registry, topic, Contracts.REFERENCE_PROFILE);
    this.decoder = new Decoder(registry);
  }

  /**
   * The key of a profile, which no other profile has.
   *
   * @param profile the profile
   * @return {@link ReferenceKeys} of it
   */
  public byte[] key(ReferenceProfile profile) {
    return ReferenceKeys.bytes(ReferenceKeys.of(profile));
  }

  /**
   * The value of a record.
   *
   * @param profile any but {@link ReferenceProfile#none}; its parts have records of their own
   * @return Avro in Confluent's wire format
   */
  public byte[] value(ReferenceProfile profile) {
    return frame(
        io.tidemark.schemas.ReferenceProfile.newBuilder()
            .setModel(profile.modelVersion().model())
            .setModelVersion(profile.modelVersion().version())
            .setName(profile.name())
            .setReferenceId(profile.id())
            .setCreatedAt(Instant.ofEpochMilli(profile.createdMillis()))
            .setRows(
                profile.features().stream().mapToLong(ReferenceProfileSerde::rows).max().orElse(0))
            .setSegment(profile.segment() == null ? null : profile.segment().toString())
            .setSegments(
                profile.parts().names().stream().map(part -> part.segment().toString()).toList())
            .setProfile(ByteBuffer.wrap(ReferenceCodec.encode(profile)))
            .setFeatures(profile.features().stream().map(ReferenceProfileSerde::describe).toList())
            .build());
  }

  /**
   * Decodes one record.
   *
   * @param value the record's value; not null (a null value deletes a profile)
   * @return the profile
   * @throws UndecodableRecordException if it can never be decoded
   * @throws io.tidemark.service.registry.RegistryUnavailableException if the registry is needed and
   *     cannot be asked; try again
   */
  public ReferenceProfile decode(byte[] value) throws UndecodableRecordException {
    return decoder.decode(value);
  }

  private static long rows(FeatureReference feature) {
    return feature.count() + feature.missing() + feature.invalid();
  }

  private static ReferenceFeature describe(FeatureReference feature) {
    return ReferenceFeature.newBuilder()
        .setName(feature.name())
        .setRole(ContractEnums.of(feature.role()))
        .setKind(ContractEnums.of(feature.kind()))
        .setCount(feature.count())
        .setMissing(feature.missing())
        .setInvalid(feature.invalid())
        .build();
  }

  private static final class Decoder extends ContractDecoder<ReferenceProfile> {

    Decoder(SchemaRegistryClient registry) {
      super(registry, Contracts.REFERENCE_PROFILE);
    }

    @Override
    ReferenceProfile read(WriterPlan plan, AvroCursor from)
        throws MalformedAvroException, UndecodableRecordException {
      byte[] bytes = resolve(plan).bytes("profile");
      try {
        return ReferenceCodec.decode(bytes);
      } catch (CorruptBytesException e) {
        throw new MalformedAvroException("field 'profile' is " + e.getMessage());
      }
    }
  }
}
