// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.bytes;

/**
 * A hash that is the same everywhere and for ever: what a bounded summary keeps depends on it, and
 * so do its bytes. Not for use against an adversary, who can find texts with small hashes.
 *
 * <p>FNV-1a over the chars of a text; numbers are mixed in by the finaliser of SplitMix64 (Steele,
 * Lea, Flood 2014, DOI 10.1145/2660193.2660195). Stateless.
 */
public final class StableHash {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private StableHash() {}

  /**
   * Hashes a text.
   *
   * @param text any text
   * @return 64 well-mixed bits
   */
  public static long of(String text) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    return mix(hash);
  }

  /**
   * Hashes a sequence, one number after the other.
   *
   * @param hash of what came before; any long to begin with
   * @param value the next
   * @return 64 well-mixed bits, which depend on the order
   */
  public static long and(long hash, long value) {
    return mix((hash + GOLDEN) ^ mix(value + GOLDEN));
  }

  /**
   * What share of all hashes is smaller or equal.
   *
   * @param hash a hash, as unsigned
   * @return a number in (0, 1]
   */
  public static double share(long hash) {
    return ((hash >>> 11) + 1) * 0x1p-53;
  }

  private static long mix(long value) {
    long hash = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
    return hash ^ (hash >>> 31);
  }
}
