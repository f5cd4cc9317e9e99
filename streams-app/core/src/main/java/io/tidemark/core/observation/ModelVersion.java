// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.observation;

import java.util.Objects;

/**
 * A machine-learning model and one version of it: what a prediction was made by and what a
 * reference belongs to.
 *
 * @param model the model's name; not empty
 * @param version the version's name; not empty
 */
public record ModelVersion(String model, String version) implements Comparable<ModelVersion> {

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

  // By hand, since it is a key of maps: what a record derives is slow until it has been optimised.
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof ModelVersion that
            && model.equals(that.model)
            && version.equals(that.version));
  }

  @Override
  public int hashCode() {
    return 31 * model.hashCode() + version.hashCode();
  }

  @Override
  public int compareTo(ModelVersion other) {
    int byModel = model.compareTo(other.model);
    return byModel != 0 ? byModel : version.compareTo(other.version);
  }

  /** The readable form {@code model/version}, for logs and messages. */
  @Override
  public String toString() {
    return model + "/" + version;
  }
}
