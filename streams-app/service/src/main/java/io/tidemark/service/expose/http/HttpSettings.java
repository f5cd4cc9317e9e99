// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.http;

/**
 * Where the endpoint listens.
 *
 * @param host the name or address to bind to; loopback unless told otherwise, for there is no
 *     authentication
 * @param port the port, in [0, 65535]; 0 takes any free one
 * @param threads requests answered at the same time; at least 1
 */
public record HttpSettings(String host, int port, int threads) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public HttpSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException(
          "http.host must not be empty: use 127.0.0.1 for this machine only, 0.0.0.0 for all");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "http.port must be in [0, 65535], got " + port + ": use 0 for any free port");
    }
    if (threads < 1) {
      throw new IllegalArgumentException(
          "http.threads must be at least 1, got " + threads + ": use e.g. 4");
    }
  }

  /**
   * Loopback with four threads.
   *
   * @param port the port; 0 takes any free one
   * @return the settings
   */
  public static HttpSettings loopback(int port) {
    return new HttpSettings("127.0.0.1", port, 4);
  }
}
