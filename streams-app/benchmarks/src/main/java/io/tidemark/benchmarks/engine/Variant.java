// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.engine;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What does the work. */
public enum Variant {
  /** Consumes and decodes with Avro's generic reader, and does nothing else. */
  DECODE("decode", false),

  /** The competitor, repartitioning joined records. */
  DSL("dsl", true),

  /** The competitor, repartitioning the bins of joined records. */
  DSL_LEAN("dsl-lean", true),

  /** Tidemark, at least once. */
  TIDEMARK_ALOS("tidemark-alos", true),

  /** Tidemark, exactly once. */
  TIDEMARK_EOS("tidemark-eos", true);

  private final String label;
  private final boolean publishes;

  Variant(String label, boolean publishes) {
    this.label = label;
    this.publishes = publishes;
  }

  /** How people call it. */
  public String label() {
    return label;
  }

  /** Whether it publishes a result for each window. */
  public boolean publishes() {
    return publishes;
  }

  boolean isDsl() {
    return this == DSL || this == DSL_LEAN;
  }

  /**
   * The variant of a label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Variant of(String label) {
    return Arrays.stream(values())
        .filter(variant -> variant.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no variant '"
                        + label
                        + "'; there are "
                        + Arrays.stream(values())
                            .map(Variant::label)
                            .collect(Collectors.joining(", "))));
  }
}
