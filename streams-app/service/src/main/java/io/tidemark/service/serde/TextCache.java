// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Recently decoded short texts, so that a category or a model's name that comes a million times is
 * one String. A new text takes the place of the older one with the same hash. Not thread-safe.
 */
public final class TextCache {

  private static final int SLOTS = 1024;
  private static final int MAX_LENGTH = 64;

  private final String[] texts = new String[SLOTS];

  /** The text of the bytes, as UTF-8. */
  public String text(byte[] bytes, int from, int length) {
    if (length > MAX_LENGTH) {
      return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
    String known = texts[slot];
    if (known != null && isAscii(known, bytes, from, length)) {
      return known;
    }
    String text = new String(bytes, from, length, StandardCharsets.UTF_8);
    texts[slot] = text;
    return text;
  }

  /** The text of the characters. */
  public String text(char[] chars, int from, int length) {
    if (length > MAX_LENGTH) {
      return new String(chars, from, length);
    }
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + chars[i];
    }
    int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
    String known = texts[slot];
    if (known != null && known.contentEquals(CharBuffer.wrap(chars, from, length))) {
      return known;
    }
    String text = new String(chars, from, length);
    texts[slot] = text;
    return text;
  }

  /** Whether the text is made of these bytes; false for any byte beyond ASCII. */
  private static boolean isAscii(String text, byte[] bytes, int from, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }
}
