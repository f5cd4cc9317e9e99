// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import io.tidemark.core.observation.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The segments that a reference watches beside the whole: the name of each part and, once they are
 * all there, the parts themselves. A whole and its parts travel apart, so that no record grows with
 * their number; the whole names each with a hash of its content. Immutable.
 */
public final class ReferenceParts {

  /** The most parts of one reference. */
  public static final int MAX_PARTS = 256;

  /** No segments. */
  public static final ReferenceParts NONE = new ReferenceParts(List.of(), List.of());

  private final List<Name> names;
  private final List<ReferenceProfile> profiles;

  /**
   * What a whole says of one of its parts.
   *
   * @param segment the segment
   * @param digest hash of its content, 16 hex digits
   */
  public record Name(Segment segment, String digest) {}

  private ReferenceParts(List<Name> names, List<ReferenceProfile> profiles) {
    this.names = names;
    this.profiles = profiles;
  }

  /** Parts that are to come. */
  static ReferenceParts announced(List<Name> names) {
    Set<Segment> distinct = new HashSet<>();
    names.forEach(name -> distinct.add(name.segment));
    if (names.size() > MAX_PARTS || distinct.size() != names.size()) {
      throw new IllegalArgumentException(
          "a reference watches at most "
              + MAX_PARTS
              + " distinct segments, got "
              + names.size()
              + " names of "
              + distinct.size());
    }
    return new ReferenceParts(List.copyOf(names), List.of());
  }

  /** The parts under these names. */
  ReferenceParts with(List<ReferenceProfile> found) {
    return new ReferenceParts(names, List.copyOf(found));
  }

  /**
   * The parts there are to be.
   *
   * @return one name for each, in their order; empty without segments
   */
  public List<Name> names() {
    return names;
  }

  /**
   * The parts.
   *
   * @return one for each name, in their order; empty while some are missing
   */
  public List<ReferenceProfile> profiles() {
    return profiles;
  }

  /**
   * The part of a segment.
   *
   * @param segment any
   * @return the part; null when it is not watched, or not there
   */
  public ReferenceProfile find(Segment segment) {
    for (ReferenceProfile profile : profiles) {
      if (profile.segment().equals(segment)) {
        return profile;
      }
    }
    return null;
  }

  /**
   * Whether a reference with these parts can be used.
   *
   * @return false while parts are missing
   */
  public boolean complete() {
    return profiles.size() == names.size();
  }

  /**
   * The parts to be used under these names.
   *
   * @param found parts of this reference, in any order; others are passed over
   * @return those that are named, in their order, as far as they are there
   */
  List<ReferenceProfile> chosen(Iterable<ReferenceProfile> found) {
    Map<Name, ReferenceProfile> byName = new HashMap<>();
    for (ReferenceProfile part : found) {
      if (part.partName() != null) {
        byName.put(part.partName(), part);
      }
    }
    List<ReferenceProfile> chosen = new ArrayList<>();
    for (Name name : names) {
      ReferenceProfile part = byName.get(name);
      if (part != null) {
        chosen.add(part);
      }
    }
    return chosen;
  }
}
