// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import org.apache.kafka.streams.processor.api.Record;

/**
 * An input record that could not be used, as it was.
 *
 * @param topic where it was read
 * @param partition where it was read
 * @param offset where it was read
 * @param original its key, value, timestamp and headers; key and value may be null
 * @param reason a stable code in kebab-case
 * @param message what was wrong and what to do, for people; no stack trace
 */
public record RejectedRecord(
    String topic,
    int partition,
    long offset,
    Record<byte[], byte[]> original,
    String reason,
    String message) {}
