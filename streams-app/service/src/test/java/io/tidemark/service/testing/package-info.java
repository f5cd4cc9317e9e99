// SPDX-License-Identifier: Apache-2.0
/**
 * Fixtures of the integration tests: events on topics, results read back, a naive recomputation.
 */
package io.tidemark.service.testing;
