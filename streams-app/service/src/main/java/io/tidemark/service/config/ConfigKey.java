// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import java.util.Locale;

/**
 * One setting: everything there is to know about it, once.
 *
 * @param name its dotted name
 * @param type what it takes
 * @param defaultText what holds when it is not set, as it would be written; empty for nothing
 * @param doc what it does, in one or two sentences
 * @param <T> what its text becomes
 */
public record ConfigKey<T>(String name, ConfigType<T> type, String defaultText, String doc) {

  static final String ENVIRONMENT_PREFIX = "TIDEMARK_";

  /**
   * The environment variable that sets it.
   *
   * @return such as {@code TIDEMARK_WINDOWS_SIZE}
   */
  public String environmentName() {
    return ENVIRONMENT_PREFIX + name.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /**
   * Whether its value must not be shown.
   *
   * @return true for passwords and the like; such a setting may also be given by file
   */
  public boolean secret() {
    return Secrets.isSecret(name);
  }
}
