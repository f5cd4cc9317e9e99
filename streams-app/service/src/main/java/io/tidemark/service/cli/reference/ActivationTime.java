// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceSchedule;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.references.ModelReferences;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** From when on a change of the active reference counts. */
final class ActivationTime {

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = {
        "Windows that start at this event time or later are compared with it, such as"
            + " 2026-05-01T00:00:00Z. Default: now, so from the next window on.",
      })
  private String from;

  long millis() {
    if (from == null) {
      return System.currentTimeMillis();
    }
    try {
      return Instant.parse(from).toEpochMilli();
    } catch (DateTimeParseException e) {
      throw CommandFailure.usage(
          "--from " + from + " is not a time; write for example 2026-05-01T00:00:00Z", e);
    }
  }

  /** Says what counts when, the last line first to be in force last. */
  static String describe(ReferenceSchedule schedule, ModelReferences references) {
    StringBuilder text = new StringBuilder();
    for (ReferenceSchedule.Activation activation : schedule.activations()) {
      String since =
          activation.fromMillis() == Long.MIN_VALUE
              ? "since ever"
              : "windows from " + Instant.ofEpochMilli(activation.fromMillis());
      text.append("  ").append(since).append(": ");
      text.append(label(activation.referenceId(), references)).append(System.lineSeparator());
    }
    return text.toString().stripTrailing();
  }

  private static String label(String id, ModelReferences references) {
    if (id.equals(ReferenceSchedule.NONE)) {
      return "no reference";
    }
    Optional<ReferenceProfile> profile = references.find(id);
    return profile.map(found -> found.name() + " (" + id + ")").orElse("deleted (" + id + ")");
  }
}
