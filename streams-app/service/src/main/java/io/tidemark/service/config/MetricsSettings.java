// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

/**
 * What is shown to Prometheus.
 *
 * @param maxSeries most time series in one scrape
 */
public record MetricsSettings(int maxSeries) {}
