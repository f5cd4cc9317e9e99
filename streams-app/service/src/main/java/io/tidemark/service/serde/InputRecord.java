// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import org.apache.kafka.common.header.Headers;

/**
 * One record of an input topic as it was read.
 *
 * @param key its key; may be null
 * @param value its value; may be null
 * @param headers its headers
 * @param timestampMillis the time Kafka carries with it
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes on their way; nobody compares them.
public record InputRecord(byte[] key, byte[] value, Headers headers, long timestampMillis) {}
