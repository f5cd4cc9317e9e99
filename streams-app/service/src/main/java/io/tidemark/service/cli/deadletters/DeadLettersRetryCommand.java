// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.deadletters;

import io.tidemark.service.cli.shell.ClusterOptions;
import io.tidemark.service.cli.shell.CommandFailure;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends dead letters once more. */
@Command(
    name = "retry",
    description = {
      "Send records that could not be used back to where they came from: topic, partition, key,"
          + " value, headers and time as they were, once the reason is out of the way.",
      "All of them arrive or none does. A header, tidemark-retries, counts; a record that comes"
          + " back as a dead letter is not sent more than --max-retries times.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidemark dead-letters retry --reason unknown-schema-id --dry-run",
      "  tidemark dead-letters retry 0:17 0:18 --config tidemark.properties",
      "  tidemark dead-letters retry --all --since 1d --max-retries 1",
    })
final class DeadLettersRetryCommand implements Callable<Integer> {

  private static final int USUAL_LIMIT = 10_000;

  @Parameters(
      arity = "0..*",
      paramLabel = "PARTITION:OFFSET",
      converter = LetterPosition.Converter.class,
      description = "Which letters, as 'list' shows them; or choose by the options.")
  private List<LetterPosition> positions = List.of();

  @Option(names = "--all", description = "All letters, if no other option chooses among them.")
  private boolean all;

  @Option(names = "--dry-run", description = "Only say what would be sent.")
  private boolean dryRun;

  @Option(
      names = "--max-retries",
      paramLabel = "N",
      description = "Leave out records that have been sent so often already. Default: 3.")
  private int maxRetries = 3;

  @Mixin private LetterSelection selection;

  @Mixin private ClusterOptions clusterOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    check();
    PrintWriter out = spec.commandLine().getOut();
    DeadLetterTopic topic = new DeadLetterTopic(clusterOptions, spec.commandLine().getErr());
    DeadLetterRetry retry = new DeadLetterRetry(topic, maxRetries);
    topic.reach(
        () -> {
          retry.run(choose(topic), selection.since(), dryRun);
          return null;
        });
    retry.report(dryRun).forEach(out::println);
    return 0;
  }

  private void check() {
    if (maxRetries < 1) {
      throw CommandFailure.usage("--max-retries must be 1 or more, got " + maxRetries);
    }
    if (positions.isEmpty() && !all && !selection.isGiven()) {
      throw CommandFailure.usage(
          "say which letters: their positions, --reason, --topic, --since, --limit or --all");
    }
    if (!positions.isEmpty() && (all || selection.isGiven())) {
      throw CommandFailure.usage("give positions or options that choose, not both");
    }
  }

  private Set<LetterPosition> choose(DeadLetterTopic topic) {
    if (!positions.isEmpty()) {
      positions.forEach(topic::at);
      return new HashSet<>(positions);
    }
    Newest<LetterPosition> chosen =
        new Newest<>(selection.limit(USUAL_LIMIT), FoundLetter::position);
    topic.read(
        selection.since(),
        found -> {
          if (selection.accepts(found)) {
            chosen.add(found);
          }
        });
    if (chosen.seen() > chosen.views().size()) {
      spec.commandLine()
          .getErr()
          .println(
              "tidemark: taking the newest "
                  + chosen.views().size()
                  + " of "
                  + chosen.seen()
                  + "; --limit takes more");
    }
    return new HashSet<>(chosen.views());
  }
}
