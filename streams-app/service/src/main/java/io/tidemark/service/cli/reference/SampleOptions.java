// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.shell.CommandFailure;
import picocli.CommandLine.Option;

/** The options that say how to make a reference from a sample file. */
public final class SampleOptions extends ColumnOptions {

  @Option(names = "--model", paramLabel = "NAME", description = "The model's name.")
  private String model;

  @Option(names = "--version", paramLabel = "NAME", description = "The model's version.")
  private String version;

  @Option(
      names = "--resolution",
      paramLabel = "N|all",
      converter = ResolutionConverter.class,
      description =
          "Points kept of a numeric column, or all its distinct values. Statistics are exact with"
              + " all; with fewer points they say by how much they may be off. Default: 1024.")
  private int resolution = NumericReference.DEFAULT_RESOLUTION;

  String model() {
    return required(model, "--model");
  }

  String version() {
    return required(version, "--version");
  }

  /**
   * Refuses a finished reference of another model than the one named.
   *
   * @param origin which option or file gave the reference
   * @param profile the reference
   * @return the reference
   */
  public ReferenceProfile requireSameModel(String origin, ReferenceProfile profile) {
    boolean sameModel = model == null || model.equals(profile.modelVersion().model());
    boolean sameVersion = version == null || version.equals(profile.modelVersion().version());
    if (!sameModel || !sameVersion) {
      throw CommandFailure.usage(
          origin
              + " belongs to "
              + profile.modelVersion()
              + "; leave --model and --version out, or name another reference");
    }
    return profile;
  }

  Precision precision() {
    return Precision.of(resolution);
  }

  private static String required(String value, String option) {
    if (value == null || value.isBlank()) {
      throw CommandFailure.usage(
          option + " is missing; a reference made from a sample needs --model and --version");
    }
    return value;
  }
}
