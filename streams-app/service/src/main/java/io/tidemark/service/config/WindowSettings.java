// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import java.time.Duration;
import java.util.Optional;

/**
 * The windows of event time.
 *
 * @param size their length
 * @param advance from the start of a window to the start of the next; the size for tumbling windows
 * @param grace how long after its end a window stays open
 * @param idleTimeout silence after which a caught-up partition is not waited for
 * @param retention how long the state of a model version outlives its last window
 * @param memoryBytes how much of the open windows is in memory, the rest being on disk; empty for a
 *     share of the heap
 */
public record WindowSettings(
    Duration size,
    Duration advance,
    Duration grace,
    Duration idleTimeout,
    Duration retention,
    Optional<Long> memoryBytes) {}
