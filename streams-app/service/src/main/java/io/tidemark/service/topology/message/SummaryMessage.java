// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.message;

/** A record of the internal summaries topic, from an Observe task to a Judge task. */
public sealed interface SummaryMessage permits PartialSummaries, TaskWatermark {}
