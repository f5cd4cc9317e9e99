// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.references;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Segment;
import io.tidemark.core.reference.ReferenceParts;
import io.tidemark.core.reference.ReferenceProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * References with segments as they lie on their topic: each piece in a record of its own, in any
 * order. Not thread-safe.
 */
final class ReferencePieces {

  private record ReferenceName(ModelVersion modelVersion, String id) {

    static ReferenceName of(ReferenceProfile piece) {
      return new ReferenceName(piece.modelVersion(), piece.id());
    }
  }

  private final Map<ReferenceName, Map<String, ReferenceProfile>> byReference = new HashMap<>();

  /** Whether a profile is a piece of a reference with segments. */
  static boolean isOne(ReferenceProfile profile) {
    return profile.segment() != null || !profile.parts().names().isEmpty();
  }

  /** The reference that a piece belongs to, once it is complete. */
  Optional<ReferenceProfile> put(String key, ReferenceProfile piece) {
    byReference.computeIfAbsent(ReferenceName.of(piece), name -> new TreeMap<>()).put(key, piece);
    return completed(piece);
  }

  /** The reference that a piece belonged to, when it is complete without. */
  Optional<ReferenceProfile> remove(String key, ReferenceProfile piece) {
    Map<String, ReferenceProfile> pieces = byReference.get(ReferenceName.of(piece));
    if (pieces == null) {
      return Optional.empty();
    }
    pieces.remove(key);
    if (pieces.isEmpty()) {
      byReference.remove(ReferenceName.of(piece));
    }
    return completed(piece);
  }

  private Optional<ReferenceProfile> completed(ReferenceProfile piece) {
    Map<String, ReferenceProfile> pieces = byReference.get(ReferenceName.of(piece));
    if (pieces == null) {
      return Optional.empty();
    }
    return whole(pieces)
        .map(whole -> whole.completedBy(pieces.values()))
        .filter(whole -> whole.parts().complete());
  }

  private static Optional<ReferenceProfile> whole(Map<String, ReferenceProfile> pieces) {
    return pieces.values().stream().filter(piece -> piece.segment() == null).findFirst();
  }

  /** What keeps the reference of a piece from being used; empty when nothing does. */
  String lackOf(ReferenceProfile piece) {
    Map<String, ReferenceProfile> pieces =
        byReference.getOrDefault(ReferenceName.of(piece), Map.of());
    Optional<ReferenceProfile> whole = whole(pieces);
    if (whole.isEmpty()) {
      return "its whole has not come";
    }
    List<Segment> missing = new ArrayList<>();
    for (ReferenceParts.Name name : whole.get().parts().names()) {
      if (pieces.values().stream().noneMatch(part -> name.segment().equals(part.segment()))) {
        missing.add(name.segment());
      }
    }
    return completed(piece).isPresent()
        ? ""
        : missing.size()
            + " of its "
            + whole.get().parts().names().size()
            + " parts have not come"
            + (missing.isEmpty() ? ", or are of another content" : ", such as " + missing.get(0));
  }

  /** The references that cannot be used, each with the reason. */
  List<String> incomplete() {
    List<String> sentences = new ArrayList<>();
    byReference.forEach(
        (name, pieces) -> {
          ReferenceProfile any = pieces.values().iterator().next();
          String lack = lackOf(any);
          if (!lack.isEmpty()) {
            sentences.add(
                "reference "
                    + name.id
                    + " of "
                    + name.modelVersion
                    + " ("
                    + any.name()
                    + ") is not in force: "
                    + lack);
          }
        });
    sentences.sort(null);
    return sentences;
  }
}
