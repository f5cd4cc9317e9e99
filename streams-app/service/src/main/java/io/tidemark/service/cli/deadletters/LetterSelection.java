// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.deadletters;

import io.tidemark.service.cli.shell.CommandFailure;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that choose among the dead letters. */
final class LetterSelection {

  @Option(
      names = "--reason",
      paramLabel = "CODE",
      split = ",",
      description = "Only letters with this reason, such as not-avro. May be given several times.")
  private List<String> reasons = List.of();

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      split = ",",
      description = "Only records of this topic. May be given several times.")
  private List<String> topics = List.of();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = SinceConverter.class,
      description =
          "Only letters published since then: how long ago, such as 2h, or an instant such as"
              + " 2026-05-01T12:00:00Z.")
  private Instant since = Instant.MIN;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "The newest N of them. Default: 100 for list, 10000 for retry.")
  private Integer limit;

  /** The instant to begin with; {@link Instant#MIN} for the beginning. */
  Instant since() {
    return since;
  }

  /** The limit given, or the default. */
  int limit(int otherwise) {
    if (limit == null) {
      return otherwise;
    }
    if (limit < 1) {
      throw CommandFailure.usage("--limit must be 1 or more, got " + limit);
    }
    return limit;
  }

  boolean isGiven() {
    return !reasons.isEmpty() || !topics.isEmpty() || !since.equals(Instant.MIN) || limit != null;
  }

  boolean accepts(FoundLetter found) {
    return (reasons.isEmpty() || reasons.contains(found.letter().reason()))
        && (topics.isEmpty() || topics.contains(found.letter().original().topic()))
        && (since.equals(Instant.MIN) || found.letter().emittedMillis() >= since.toEpochMilli());
  }
}
