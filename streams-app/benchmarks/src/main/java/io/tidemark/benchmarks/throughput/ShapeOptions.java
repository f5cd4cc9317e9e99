// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.throughput;

import io.tidemark.benchmarks.load.Shape;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Options that choose a workload: a named shape, and measures that differ from it. */
final class ShapeOptions {

  /** Named shapes: pairs, models, features, window. */
  enum Named {
    standard(1_000_000, 10, 20, Duration.ofMinutes(1)),
    hot(1_000_000, 1, 20, Duration.ofMinutes(1)),
    many(1_000_000, 1_000, 20, Duration.ofMinutes(5)),
    wide(200_000, 10, 200, Duration.ofMinutes(1));

    private final int pairs;
    private final int models;
    private final int features;
    private final Duration window;

    Named(int pairs, int models, int features, Duration window) {
      this.pairs = pairs;
      this.models = models;
      this.features = features;
      this.window = window;
    }
  }

  @Option(
      names = "--shape",
      description = {
        "standard: 1 M pairs, 10 models, 20 features, windows of 1 min (6,000 pairs each).",
        "hot: one model. many: 1,000 models, windows of 5 min (300 pairs each).",
        "wide: 200 k pairs of 200 features. Default: ${DEFAULT-VALUE}."
      })
  private Named shape = Named.standard;

  @Option(names = "--pairs", description = "Pairs of features and prediction.")
  private Integer pairs;

  @Option(names = "--models", description = "Models over which the pairs are spread.")
  private Integer models;

  @Option(names = "--features", description = "Features of a pair; one in five is categorical.")
  private Integer features;

  @Option(names = "--partitions", description = "Of the inputs. Default: ${DEFAULT-VALUE}.")
  private int partitions = 4;

  @Option(
      names = "--window",
      paramLabel = "SECONDS",
      description = "Length of the windows; halves of a pair may be a minute apart at most.")
  private Integer windowSeconds;

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      description = "How long windows wait for late data. Default: ${DEFAULT-VALUE}.")
  private int graceSeconds = 300;

  @Option(
      names = "--rate",
      paramLabel = "PAIRS",
      description = "Pairs in a second of event time. Default: ${DEFAULT-VALUE}.")
  private int rate = 1_000;

  Shape shape() {
    return new Shape(
        pairs == null ? shape.pairs : pairs,
        models == null ? shape.models : models,
        features == null ? shape.features : features,
        partitions,
        windowSeconds == null ? shape.window : Duration.ofSeconds(windowSeconds),
        Duration.ofSeconds(graceSeconds),
        rate);
  }
}
