// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.summarize;

import io.tidemark.core.observation.ModelVersion;
import java.nio.charset.StandardCharsets;

/** Keys of the summaries topic. */
final class SummaryKeys {

  private SummaryKeys() {}

  /** All versions of a model have one key, so that one Judge task sees the model whole. */
  static byte[] model(ModelVersion modelVersion) {
    return modelVersion.model().getBytes(StandardCharsets.UTF_8);
  }

  static byte[] watermark(int partition) {
    return ("watermark-" + partition).getBytes(StandardCharsets.UTF_8);
  }
}
