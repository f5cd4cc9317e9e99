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
    int version = in.readByte();
    if (version != expected) {
      throw in.corrupt(
          "version " + version + ", but this release reads " + expected + "; was it downgraded?");
    }
  }
}
