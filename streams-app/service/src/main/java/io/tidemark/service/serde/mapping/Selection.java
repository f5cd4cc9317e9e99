// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Tells for each path what its value is for. A path that is named wins over a star, a role over
 * both, and what is excluded is hidden from stars only. Immutable.
 */
final class Selection {

  private final InputMapping mapping;
  private final Map<Role, String> rolePaths = new EnumMap<>(Role.class);

  Selection(InputMapping mapping) {
    this.mapping = mapping;
    for (Role role : Role.values()) {
      if (mapping.source(role) instanceof ValueSource.Path path) {
        rolePaths.put(role, path.path());
      }
    }
  }

  InputMapping mapping() {
    return mapping;
  }

  /** Paths that fill roles. */
  Map<Role, String> rolePaths() {
    return rolePaths;
  }

  Target target(String path) {
    List<Role> roles = new ArrayList<>(0);
    rolePaths.forEach(
        (role, rolePath) -> {
          if (rolePath.equals(path)) {
            roles.add(role);
          }
        });
    FieldPattern prediction = exact(mapping.predictions(), path);
    FieldPattern feature = exact(mapping.features(), path);
    boolean exact = prediction != null || feature != null;
    if (!exact && roles.isEmpty() && !excluded(path)) {
      prediction = first(mapping.predictions(), path);
      feature = prediction == null ? first(mapping.features(), path) : null;
    }
    return new Target(
        path,
        List.copyOf(roles),
        feature == null ? null : feature.nameOf(path),
        prediction == null ? null : prediction.nameOf(path),
        exact);
  }

  /** Whether anything below a path may be wanted. */
  boolean reachesBelow(String path) {
    String below = path + ".";
    for (String rolePath : rolePaths.values()) {
      if (rolePath.startsWith(below)) {
        return true;
      }
    }
    return reachesBelow(mapping.predictions(), path) || reachesBelow(mapping.features(), path);
  }

  private boolean reachesBelow(List<FieldPattern> patterns, String path) {
    boolean hidden = hidesAllBelow(path);
    for (FieldPattern pattern : patterns) {
      if (pattern.reachesBelow(path) && !(hidden && pattern.star())) {
        return true;
      }
    }
    return false;
  }

  private boolean hidesAllBelow(String path) {
    for (FieldPattern pattern : mapping.exclude()) {
      if (pattern.star() ? (path + ".").startsWith(pattern.literal()) : pattern.covers(path)) {
        return true;
      }
    }
    return false;
  }

  private boolean excluded(String path) {
    for (FieldPattern pattern : mapping.exclude()) {
      if (pattern.covers(path)) {
        return true;
      }
    }
    return false;
  }

  private static FieldPattern exact(List<FieldPattern> patterns, String path) {
    for (FieldPattern pattern : patterns) {
      if (!pattern.star() && pattern.matches(path)) {
        return pattern;
      }
    }
    return null;
  }

  private static FieldPattern first(List<FieldPattern> patterns, String path) {
    for (FieldPattern pattern : patterns) {
      if (pattern.matches(path)) {
        return pattern;
      }
    }
    return null;
  }
}
