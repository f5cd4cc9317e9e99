// SPDX-License-Identifier: Apache-2.0
/** The Prometheus scrape, read from owned state at scrape time. */
package io.tidemark.service.expose.metrics;
