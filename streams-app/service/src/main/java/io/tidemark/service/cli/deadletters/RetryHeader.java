// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.deadletters;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The header that says how often a record has been sent once more: a decimal number in ASCII. It
 * travels with the record, into its next dead letter too, so that nobody sends it for ever.
 */
final class RetryHeader {

  static final String NAME = "tidemark-retries";

  private RetryHeader() {}

  /** How often; 0 when there is no header, or one that is not ours. */
  static int count(Headers headers) {
    Header header = headers.lastHeader(NAME);
    if (header == null || header.value() == null) {
      return 0;
    }
    String text = new String(header.value(), StandardCharsets.US_ASCII);
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }

  /** Counts one more. */
  static void increment(Headers headers) {
    String next = Integer.toString(count(headers) + 1);
    headers.remove(NAME).add(NAME, next.getBytes(StandardCharsets.US_ASCII));
  }
}
