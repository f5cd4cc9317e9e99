// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.reference.sagemaker.Constraints;
import io.tidemark.service.cli.reference.sagemaker.Statistics;
import io.tidemark.service.cli.shell.CommandFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say how to make a reference of what SageMaker Model Monitor wrote. */
final class SagemakerOptions {

  /** What a file holds. */
  enum Format {
    /** Rows. */
    ROWS,
    /** Statistics of a baseline job of SageMaker Model Monitor. */
    SAGEMAKER
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "ROWS",
      description =
          "What FILE holds: rows, or for sagemaker the statistics.json of SageMaker Model Monitor."
              + " Default: rows.")
  private Format format;

  @Option(
      names = "--constraints",
      paramLabel = "FILE",
      description =
          "With --format sagemaker: its constraints.json, of which is told what is not carried.")
  private Path constraints;

  boolean given() {
    return format == Format.SAGEMAKER;
  }

  /** Refuses options that mean nothing for rows. */
  void requireNone() {
    if (given() || constraints != null) {
      throw CommandFailure.usage(
          "--constraints goes with --format sagemaker, and that with a FILE; give both, or leave"
              + " them out");
    }
  }

  /** Makes a reference of a file. */
  MadeReference read(Path file, String name, SampleOptions options) {
    if (!options.categorical().isEmpty() || !options.missing().isEmpty()) {
      throw CommandFailure.usage(
          "--categorical and --missing are about rows; "
              + file
              + " says itself what is a number, so leave them out");
    }
    ModelVersion modelVersion = new ModelVersion(options.model(), options.version());
    Statistics statistics = Statistics.read(file, options.predictions(), options.notCompared());
    List<String> lines = new ArrayList<>(statistics.describe());
    if (constraints != null) {
      lines.addAll(Constraints.notCarried(constraints));
    }
    ReferenceProfile profile =
        ReferenceProfile.of(modelVersion, name, System.currentTimeMillis(), statistics.features());
    return new MadeReference(profile, statistics.rows(), lines);
  }
}
