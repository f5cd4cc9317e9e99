// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.observation.Segment;
import io.tidemark.core.reference.ReferenceParts;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.shell.CommandFailure;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The option that names one segment of a reference. */
final class SegmentOption {

  @Option(
      names = "--segment",
      paramLabel = "COLUMN=VALUE",
      description = "Show the part of this segment, such as country=DE, and not the whole.")
  private String segment;

  /** The reference itself, or its part for the segment that was named. */
  ReferenceProfile of(ReferenceProfile profile) {
    if (segment == null) {
      return profile;
    }
    ReferenceProfile part = profile.parts().find(parsed());
    if (part == null) {
      String known =
          profile.parts().names().stream()
              .map(ReferenceParts.Name::segment)
              .map(Segment::toString)
              .collect(Collectors.joining(", "));
      throw CommandFailure.usage(
          profile.name()
              + " ("
              + profile.id()
              + ") has no segment "
              + segment
              + (known.isEmpty() ? "; it has none" : "; it has " + known));
    }
    return part;
  }

  private Segment parsed() {
    try {
      return Segment.parse(segment);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--segment: " + e.getMessage(), e);
    }
  }
}
