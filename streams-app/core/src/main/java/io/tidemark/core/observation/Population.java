// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.observation;

import java.util.Comparator;
import java.util.Objects;

/**
 * Observations that are judged together: all of a model version, or those of one segment of it.
 *
 * @param modelVersion whose observations
 * @param segment which of them; null for all
 */
public record Population(ModelVersion modelVersion, Segment segment)
    implements Comparable<Population> {

  private static final Comparator<Population> ORDER =
      Comparator.comparing(Population::modelVersion)
          .thenComparing(Population::segment, Comparator.nullsFirst(Comparator.naturalOrder()));

  /** Checks that there is a model version. */
  public Population {
    Objects.requireNonNull(modelVersion, "modelVersion");
  }

  /**
   * All observations of a model version.
   *
   * @param modelVersion whose
   * @return the population
   */
  public static Population whole(ModelVersion modelVersion) {
    return new Population(modelVersion, null);
  }

  /**
   * A population by the text of its segment.
   *
   * @param modelVersion whose
   * @param segment as {@link #segmentText} wrote it
   * @return the population
   * @throws IllegalArgumentException if the text is no segment
   */
  public static Population of(ModelVersion modelVersion, String segment) {
    return new Population(modelVersion, segment.isEmpty() ? null : Segment.parse(segment));
  }

  /**
   * Whether all observations are meant.
   *
   * @return false for a segment
   */
  public boolean isWhole() {
    return segment == null;
  }

  /**
   * The text of the segment.
   *
   * @return such as {@code country=DE}; empty for the whole
   */
  public String segmentText() {
    return segment == null ? "" : segment.toString();
  }

  // By hand, since it is a key of maps: what a record derives is slow until it has been optimised.
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Population that
            && modelVersion.equals(that.modelVersion)
            && Objects.equals(segment, that.segment));
  }

  @Override
  public int hashCode() {
    return 31 * modelVersion.hashCode() + Objects.hashCode(segment);
  }

  /** By model version, the whole before its segments. */
  @Override
  public int compareTo(Population other) {
    return ORDER.compare(this, other);
  }

  /** The readable form {@code model/version} or {@code model/version country=DE}. */
  @Override
  public String toString() {
    return segment == null ? modelVersion.toString() : modelVersion + " " + segment;
  }
}
