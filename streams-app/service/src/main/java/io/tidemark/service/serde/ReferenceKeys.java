// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.ReferenceProfile;
import java.nio.charset.StandardCharsets;

/**
 * Keys of the references topic: {@code model/version/name/id} of a profile, {@code model/version}
 * of a schedule, in UTF-8, with {@code /} and {@code %} inside a name percent-encoded. The part of
 * a profile for a segment has the segment after a further {@code /}.
 *
 * <p>The id is in a profile's key because a profile is never changed: what is published under the
 * same name later stands beside it, so that open windows can still be read and one can go back.
 */
public final class ReferenceKeys {

  private ReferenceKeys() {}

  /** The key of a profile. */
  public static String of(ReferenceProfile profile) {
    String whole = of(profile.modelVersion()) + '/' + escape(profile.name()) + '/' + profile.id();
    return profile.segment() == null ? whole : whole + '/' + escape(profile.segment().toString());
  }

  /** The key of a model version's schedule. */
  public static String of(ModelVersion modelVersion) {
    return escape(modelVersion.model()) + '/' + escape(modelVersion.version());
  }

  /** Whether a record holds a schedule, not a profile. */
  public static boolean isSchedule(String key) {
    return key.chars().filter(c -> c == '/').count() == 1;
  }

  /** The model version that a schedule's key names. */
  public static ModelVersion modelVersion(String scheduleKey) {
    String[] parts = scheduleKey.split("/", -1);
    return new ModelVersion(unescape(parts[0]), unescape(parts[1]));
  }

  static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  private static String unescape(String part) {
    return part.replace("%2F", "/").replace("%25", "%");
  }

  private static String escape(String name) {
    return name.replace("%", "%25").replace("/", "%2F");
  }
}
