// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

/**
 * One setting as it stands.
 *
 * @param key its name
 * @param value its text, secrets hidden; empty when it has none
 * @param origin where it was set; {@code default} when it was not
 */
public record ConfigEntry(String key, String value, String origin) {

  /** The origin of what nobody set. */
  public static final String DEFAULT = "default";

  /** One line for people, with where the value is from. */
  @Override
  public String toString() {
    return key + "=" + value + "  (" + origin + ")";
  }
}
