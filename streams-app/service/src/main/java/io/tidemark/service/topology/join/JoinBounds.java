// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

/**
 * How much a task may hold.
 *
 * @param maxPending how many halves may wait
 * @param maxPendingBytes how much memory they may take, as {@link HeldBytes} estimates it
 * @param maxRecentIds how many ids of counted predictions are remembered
 */
public record JoinBounds(int maxPending, long maxPendingBytes, int maxRecentIds) {}
