// SPDX-License-Identifier: Apache-2.0
/**
 * A run of the service through every fault that a schedule names, while events flow, and the check
 * of what came of it against a recomputation from the input topics.
 */
package io.tidemark.service.testing.chaos;
