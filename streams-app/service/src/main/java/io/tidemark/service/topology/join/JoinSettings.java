// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import io.tidemark.core.observation.PerModel;
import io.tidemark.core.observation.WindowSpec;
import java.time.Duration;

/**
 * How halves are matched.
 *
 * @param windows decide which predictions come too late
 * @param joinWindow how far apart two halves may be in event time, and how long one waits
 * @param countUnmatched whether a prediction whose features never came counts alone
 * @param bounds how much a task may hold
 * @param idleTimeout how long nothing must have come before the task calls itself idle
 * @param featuresTopic name of the features topic; null where predictions carry their features
 * @param predictionsTopic name of the predictions topic
 */
public record JoinSettings(
    PerModel<WindowSpec> windows,
    Duration joinWindow,
    boolean countUnmatched,
    JoinBounds bounds,
    Duration idleTimeout,
    String featuresTopic,
    String predictionsTopic) {}
