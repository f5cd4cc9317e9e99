// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.deadletters;

import io.tidemark.service.cli.shell.ClusterOptions;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.serde.AvroText;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one dead letter with everything in it. */
@Command(
    name = "show",
    description = {
      "Show one dead letter: why the record could not be used, its headers, key and value.",
      "The value is shown as Avro where the registry knows its schema, else as JSON, text or"
          + " bytes.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidemark dead-letters show 0:17 --config tidemark.properties",
      "  tidemark dead-letters show 0:17 --view hex --bytes 65536",
      "  tidemark dead-letters show 0:17 --format json | jq -r .value_base64 | base64 -d",
    })
final class DeadLettersShowCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "PARTITION:OFFSET",
      converter = LetterPosition.Converter.class,
      description = "Where the letter stands on the dead-letter topic, as 'list' shows it.")
  private LetterPosition position;

  @Option(
      names = "--view",
      paramLabel = "VIEW",
      description = "auto, or hex: bytes whatever they are. Default: auto.")
  private LetterText.View view = LetterText.View.AUTO;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      description = "Bytes or characters of the value shown at most. Default: 4096.")
  private int bytes = 4096;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table, or json: one object with all bytes in base64. Default: table.")
  private LetterFormat format = LetterFormat.TABLE;

  @Mixin private ClusterOptions clusterOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (bytes < 1) {
      throw CommandFailure.usage("--bytes must be 1 or more, got " + bytes);
    }
    PrintWriter out = spec.commandLine().getOut();
    DeadLetterTopic topic = new DeadLetterTopic(clusterOptions, spec.commandLine().getErr());
    FoundLetter found = topic.reach(() -> topic.at(position));
    LetterText text = new LetterText(new AvroText(topic.registry()), view, bytes);
    if (format == LetterFormat.JSON) {
      out.println(DeadLettersListCommand.json(text.json(found)));
    } else {
      text.lines(found, topic.name()).forEach(out::println);
    }
    return 0;
  }
}
