// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import java.time.Instant;

/**
 * Whether the Schema Registry answers, as its client last saw.
 *
 * @param answering false while no address answers, or all answer with errors of their own
 * @param since when that began
 * @param failedRounds rounds over all addresses that failed since the start
 * @param fault what was wrong last; empty while it answers
 */
public record RegistryState(boolean answering, Instant since, long failedRounds, String fault) {}
