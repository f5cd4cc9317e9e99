// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import java.time.Duration;

/**
 * The windows of event time.
 *
 * @param size their length; tumbling, aligned to the epoch
 * @param grace how long after its end a window stays open
 * @param idleTimeout silence after which a caught-up partition is not waited for
 */
public record WindowSettings(Duration size, Duration grace, Duration idleTimeout) {}
