// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing.chaos;

import io.tidemark.core.reference.ReferenceCodec;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.references.RollingSettings;
import io.tidemark.service.testing.TopicReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Compares the rolling references that were published with what they should be: each once, and byte
 * for byte.
 */
final class ReferenceCheck {

  private static final String TOPIC = "reference-profiles";

  /** What identifies a reference before it is known to be right. */
  private record Which(String model, String version, long holdsFromMillis) {}

  private ReferenceCheck() {}

  /** How many were published, deleted ones included. */
  static int published(TopicReader reader) {
    return rolling(reader).size();
  }

  /** What differs, each in a line. */
  static List<String> differences(TopicReader reader, List<ReferenceProfile> expected) {
    List<String> differences = new ArrayList<>();
    Map<Which, ReferenceProfile> missing = new HashMap<>();
    expected.forEach(profile -> missing.put(which(profile), profile));
    for (io.tidemark.schemas.ReferenceProfile actual : rolling(reader)) {
      Which which =
          new Which(
              actual.getModel(), actual.getModelVersion(), actual.getCreatedAt().toEpochMilli());
      ReferenceProfile profile = missing.remove(which);
      if (profile == null) {
        differences.add(which + " should not exist, or not once more");
      } else if (!actual.getProfile().equals(ByteBuffer.wrap(ReferenceCodec.encode(profile)))) {
        differences.add(
            which
                + " is reference %s of %,d rows, and not %s"
                    .formatted(actual.getReferenceId(), actual.getRows(), profile));
      }
    }
    missing.keySet().forEach(which -> differences.add(which + " was not made"));
    return differences;
  }

  private static Which which(ReferenceProfile profile) {
    return new Which(
        profile.modelVersion().model(), profile.modelVersion().version(), profile.createdMillis());
  }

  private static List<io.tidemark.schemas.ReferenceProfile> rolling(TopicReader reader) {
    return reader.all(TOPIC).stream()
        .map(ConsumerRecord::value)
        .filter(value -> value != null) // which deletes an old one
        .map(value -> TopicReader.decode(value, io.tidemark.schemas.ReferenceProfile.class))
        .filter(profile -> profile.getName().equals(RollingSettings.NAME))
        .toList();
  }
}
