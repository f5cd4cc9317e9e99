// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

/**
 * One thing that is wrong with the configuration.
 *
 * @param key which setting
 * @param value what was given, secrets hidden; empty when nothing was
 * @param origin where it was given, such as a file name or an environment variable
 * @param problem what is wrong with it
 * @param remedy what to do about it
 */
public record ConfigProblem(
    String key, String value, String origin, String problem, String remedy) {

  /** One line for people. */
  @Override
  public String toString() {
    String given = value.isEmpty() ? key : key + "=" + value;
    return given + " (" + origin + "): " + problem + "; " + remedy;
  }
}
