// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import java.time.Duration;

/**
 * References that are made of what a model did last.
 *
 * @param period of how much event time each is made; zero for none
 * @param leastObservations how many observations that takes at least
 */
public record RollingReferenceSettings(Duration period, int leastObservations) {}
