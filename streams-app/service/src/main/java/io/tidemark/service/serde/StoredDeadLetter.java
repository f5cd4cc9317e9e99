// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A dead letter read back.
 *
 * @param original the record that could not be used, as it was read; its serialized sizes are those
 *     of the original key and value, which may be larger than what the letter carries, and -1 where
 *     there was none
 * @param reason the stable code in kebab-case
 * @param message what was wrong, for people
 * @param headersLeftOut how many of the original's last headers the letter does not carry
 * @param emittedMillis when the letter was published, since the epoch
 */
public record StoredDeadLetter(
    ConsumerRecord<byte[], byte[]> original,
    String reason,
    String message,
    int headersLeftOut,
    long emittedMillis) {

  /**
   * Whether the letter carries the whole original.
   *
   * @return false when something was too large to carry
   */
  public boolean isWhole() {
    return headersLeftOut == 0
        && original.serializedKeySize() <= length(original.key())
        && original.serializedValueSize() <= length(original.value());
  }

  private static int length(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
