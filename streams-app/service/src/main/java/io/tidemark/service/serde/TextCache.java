// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Recently decoded short texts, so that a category or a model's name that comes a million times is
 * one String. A new text takes the place of the older one with the same hash. Not thread-safe.
 *
 * <p>A text that keeps coming is {@link String#intern interned}, as the categories of references
 * are, so that to look it up there is to compare two addresses. One that comes a few times, such as
 * an id, is not: what is interned costs more to make, and one text in {@value #COMMON} at most
 * pays.
 */
public final class TextCache {

  private static final int SLOTS = 1024;
  private static final int MAX_LENGTH = 64;

  /** How often a text is found again before it is interned; fits a byte. */
  private static final int COMMON = 16;

  private final String[] texts = new String[SLOTS];
  private final byte[] found = new byte[SLOTS];

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
      return again(slot, known);
    }
    return first(slot, new String(bytes, from, length, StandardCharsets.UTF_8));
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
      return again(slot, known);
    }
    return first(slot, new String(chars, from, length));
  }

  private String first(int slot, String text) {
    texts[slot] = text;
    found[slot] = 0;
    return text;
  }

  private String again(int slot, String known) {
    if (found[slot] == COMMON || ++found[slot] < COMMON) {
      return known;
    }
    texts[slot] = known.intern();
    return texts[slot];
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
