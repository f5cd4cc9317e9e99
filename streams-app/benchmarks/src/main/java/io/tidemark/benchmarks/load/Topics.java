// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.load;

/** Names of the topics that every variant reads. */
public final class Topics {

  /** Feature vectors. */
  public static final String FEATURES = "ml-features";

  /** Predictions. */
  public static final String PREDICTIONS = "ml-predictions";

  /** Reference profiles. */
  public static final String REFERENCES = "reference-profiles";

  private Topics() {}
}
