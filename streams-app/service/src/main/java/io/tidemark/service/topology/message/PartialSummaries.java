// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.message;

import java.util.List;

/**
 * Partial summaries of one Observe task for one Judge task, in one record: with thousands of models
 * a partial holds an observation or two, and a record each would cost more than they do.
 *
 * @param all at least one; the list is not copied and never changed
 */
public record PartialSummaries(List<PartialSummary> all) implements SummaryMessage {}
