// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import java.util.regex.Pattern;

/** Which values must never be shown. */
public final class Secrets {

  private static final String HIDDEN = "[hidden]";

  private static final Pattern NAMES =
      Pattern.compile(
          ".*(password|secret|token|jaas\\.config|user\\.info|credentials|api\\.key"
              + "|ssl\\.keystore\\.key)");

  private static final Pattern USER_IN_URL = Pattern.compile("(?<=://)[^/@,]*@");

  private Secrets() {}

  /**
   * Whether a setting's value is a secret, by its name.
   *
   * @param key a dotted name
   * @return true for passwords, tokens, JAAS configurations and the like
   */
  public static boolean isSecret(String key) {
    return NAMES.matcher(key).matches();
  }

  /**
   * A value that may be shown.
   *
   * @param key whose value it is
   * @param value the value
   * @return the value without what is secret about it
   */
  public static String redact(String key, String value) {
    return isSecret(key) ? HIDDEN : USER_IN_URL.matcher(value).replaceAll(HIDDEN + "@");
  }
}
