// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.status;

/**
 * Where the open windows of an instance are, with the samples that references are made of.
 *
 * @param memory bytes in memory
 * @param disk bytes on disk
 */
public record WindowBytes(long memory, long disk) {}
