// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.summarize;

import io.tidemark.core.observation.ModelVersion;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Keys of the summaries topic. */
final class SummaryKeys {

  private SummaryKeys() {}

  /** All versions of a model have one key, so that one Judge task sees the model whole. */
  static byte[] model(ModelVersion modelVersion) {
    return modelVersion.model().getBytes(StandardCharsets.UTF_8);
  }

  /** The partition of the summaries topic, and so the Judge task, that a model belongs to. */
  static int partition(byte[] key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }

  static byte[] watermark(int partition) {
    return ("watermark-" + partition).getBytes(StandardCharsets.UTF_8);
  }
}
