// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.observation;

import java.util.Comparator;
import java.util.Objects;

/**
 * A machine-learning model and one version of it: what a prediction was made by and what a
 * reference belongs to.
 *
 * @param model the model's name; not empty
 * @param version the version's name; not empty
 */
public record ModelVersion(String model, String version) implements Comparable<ModelVersion> {

  private static final Comparator<ModelVersion> ORDER =
      Comparator.comparing(ModelVersion::model).thenComparing(ModelVersion::version);

  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException if a name is empty
   */
  public ModelVersion {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(version, "version");
    if (model.isEmpty() || version.isEmpty()) {
      throw new IllegalArgumentException(
          "model and version must not be empty, got '" + model + "' and '" + version + "'");
    }
  }

  @Override
  public int compareTo(ModelVersion other) {
    return ORDER.compare(this, other);
  }

  /** The readable form {@code model/version}, for logs and messages. */
  @Override
  public String toString() {
    return model + "/" + version;
  }
}
