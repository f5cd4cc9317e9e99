// SPDX-License-Identifier: Apache-2.0
/**
 * Commit-scoped stores: live objects in memory, made durable at each commit inside its transaction.
 */
package io.tidemark.service.state;
