// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.http;

import java.util.Map;

/**
 * An answer to one request.
 *
 * @param status the HTTP status
 * @param contentType what the body is
 * @param body the body
 * @param headers further headers
 */
record Response(int status, String contentType, String body, Map<String, String> headers) {

  static final String JSON = "application/json; charset=utf-8";

  static Response of(int status, String contentType, String body) {
    return new Response(status, contentType, body, Map.of());
  }

  Response with(String header, String value) {
    return new Response(status, contentType, body, Map.of(header, value));
  }
}
