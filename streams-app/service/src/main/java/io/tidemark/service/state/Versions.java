// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import io.tidemark.core.bytes.ByteReader;

/** Checks the version byte that begins every state value. */
public final class Versions {

  private Versions() {}

  /**
   * Reads the version byte.
   *
   * @throws io.tidemark.core.bytes.CorruptBytesException if it is not the one expected
   */
  public static void require(ByteReader in, int expected) {
    read(in, expected, expected);
  }

  /**
   * Reads the version byte.
   *
   * @return the version, from {@code oldest} to {@code newest}
   * @throws io.tidemark.core.bytes.CorruptBytesException if it is another
   */
  public static int read(ByteReader in, int oldest, int newest) {
    int version = in.readByte();
    if (version < oldest || version > newest) {
      throw in.corrupt(
          "version " + version + ", but this release reads " + newest + "; was it downgraded?");
    }
    return version;
  }
}
