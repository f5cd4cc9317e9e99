// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.shell.CommandFailure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say how to read a sample file. */
public final class SampleOptions {

  @Option(names = "--model", paramLabel = "NAME", description = "The model's name.")
  private String model;

  @Option(names = "--version", paramLabel = "NAME", description = "The model's version.")
  private String version;

  @Option(
      names = "--predictions",
      paramLabel = "COLUMN",
      split = ",",
      description = "Columns that the model put out; all others are features.")
  private List<String> predictions = List.of();

  @Option(
      names = "--id",
      paramLabel = "COLUMN",
      description = "Column of prediction ids; not a feature.")
  private String id;

  @Option(
      names = "--timestamp",
      paramLabel = "COLUMN",
      description = "Column of event times; not a feature.")
  private String timestamp;

  @Option(
      names = "--exclude",
      paramLabel = "COLUMN",
      split = ",",
      description = "More columns that are no features.")
  private List<String> excluded = List.of();

  @Option(
      names = "--categorical",
      paramLabel = "COLUMN",
      split = ",",
      description =
          "Columns that are categorical. Without it, a column is numeric when all its values are"
              + " numbers (nan and inf are), and categorical otherwise.")
  private List<String> categorical = List.of();

  @Option(
      names = "--missing",
      paramLabel = "TEXT",
      split = ",",
      description = "Cells that mean a missing value, besides the empty one, such as NA.")
  private List<String> missing = List.of();

  @Option(
      names = "--resolution",
      paramLabel = "N|all",
      converter = Resolution.class,
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

  /**
   * The columns that the model put out.
   *
   * @return their names
   */
  public Set<String> predictions() {
    return new LinkedHashSet<>(predictions);
  }

  /**
   * The column of prediction ids.
   *
   * @return its name, or null when not given
   */
  public String id() {
    return id;
  }

  /**
   * The column of event times.
   *
   * @return its name, or null when not given
   */
  public String timestamp() {
    return timestamp;
  }

  /**
   * The columns excluded by name, without those of id and time.
   *
   * @return their names
   */
  public Set<String> excluded() {
    return new LinkedHashSet<>(excluded);
  }

  /**
   * The columns declared categorical.
   *
   * @return their names
   */
  public Set<String> categorical() {
    return new LinkedHashSet<>(categorical);
  }

  /**
   * The texts that stand for a missing value.
   *
   * @return the texts
   */
  public Set<String> missing() {
    return new LinkedHashSet<>(missing);
  }

  int resolution() {
    return resolution;
  }

  private static String required(String value, String option) {
    if (value == null || value.isBlank()) {
      throw CommandFailure.usage(
          option + " is missing; a reference made from CSV needs --model and --version");
    }
    return value;
  }

  /** Reads a number of points or the word all. */
  static final class Resolution implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      if (value.equalsIgnoreCase("all")) {
        return NumericReference.ALL;
      }
      try {
        return Integer.valueOf(value);
      } catch (NumberFormatException e) {
        throw new TypeConversionException(
            "'" + value + "' is neither a number of points nor 'all'");
      }
    }
  }
}
