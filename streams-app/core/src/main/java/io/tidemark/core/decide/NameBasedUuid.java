// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * UUIDs of version 5: the same name in the same namespace always gives the same one.
 *
 * <p>RFC 9562 §5.5, doi:10.17487/RFC9562. The JDK has only version 3, by MD5.
 */
final class NameBasedUuid {

  private NameBasedUuid() {}

  /** The UUID of a name, by SHA-1. */
  static UUID of(UUID namespace, String name) {
    MessageDigest sha1 = sha1();
    sha1.update(
        ByteBuffer.allocate(16)
            .putLong(namespace.getMostSignificantBits())
            .putLong(namespace.getLeastSignificantBits())
            .array());
    ByteBuffer digest = ByteBuffer.wrap(sha1.digest(name.getBytes(UTF_8)));
    long high = (digest.getLong() & ~0xF000L) | 0x5000L;
    long low = (digest.getLong() & ~0xC000_0000_0000_0000L) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
