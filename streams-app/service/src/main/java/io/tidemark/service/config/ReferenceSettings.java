// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

/**
 * References that the service makes itself.
 *
 * @param learned whether a model version without a reference gets one from its stream
 * @param leastObservations how many observations that takes at least
 * @param leastWindows how many closed windows that takes at least
 */
public record ReferenceSettings(boolean learned, int leastObservations, int leastWindows) {}
