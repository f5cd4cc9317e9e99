// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.references;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.PerModel;
import io.tidemark.core.reference.ReferenceProfile;

/**
 * What windows are counted against: the references, and of which models the segments as well.
 *
 * @param catalog the references known
 * @param segments whether the segments of a model's references are watched
 */
public record WatchedReferences(ReferenceCatalog catalog, PerModel<Boolean> segments) {

  /** With the segments of every model. */
  public static WatchedReferences all(ReferenceCatalog catalog) {
    return new WatchedReferences(catalog, PerModel.same(true));
  }

  /** The profile to compare a window with; an empty one when the model version has none. */
  public ReferenceProfile select(ModelVersion modelVersion, EvaluationWindow window) {
    return catalog.select(modelVersion, window);
  }

  /** Whether the segments of a model version are watched, where its reference has some. */
  public boolean segmentsOf(ModelVersion modelVersion) {
    return segments.of(modelVersion);
  }
}
