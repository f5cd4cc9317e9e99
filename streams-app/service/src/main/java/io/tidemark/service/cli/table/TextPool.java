// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Gives the same text for the same bytes, so that a text that comes often is made once. */
final class TextPool {

  private static final int SLOTS = 1 << 12;
  private static final int LONGEST = 64;

  private byte[][] keys = {};
  private String[] texts = {};

  /** The UTF-8 text of some bytes. */
  String text(byte[] bytes, int from, int to) {
    if (to - from > LONGEST) {
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
    if (keys.length == 0) {
      keys = new byte[SLOTS][];
      texts = new String[SLOTS];
    }
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    byte[] key = keys[slot];
    if (key == null || !Arrays.equals(key, 0, key.length, bytes, from, to)) {
      keys[slot] = Arrays.copyOfRange(bytes, from, to); // the newcomer stays
      texts[slot] = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
    return texts[slot];
  }
}
