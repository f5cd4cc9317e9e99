// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.message;

/**
 * How far one Observe task has come; sent to every Judge task.
 *
 * @param partition the input partition the task reads
 * @param partitions how many input partitions there are
 * @param watermarkMillis event time up to which the task has sent everything; {@code
 *     Long.MIN_VALUE} before its first record
 * @param idle whether it has read all there is and nothing has come for the idle timeout
 */
public record TaskWatermark(int partition, int partitions, long watermarkMillis, boolean idle)
    implements SummaryMessage {}
