// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import java.time.Duration;

/**
 * What is let in.
 *
 * @param maxFuture how far ahead of the wall clock an event time may lie
 * @param maxRecordBytes largest value of a record
 */
public record IngestSettings(Duration maxFuture, int maxRecordBytes) {}
