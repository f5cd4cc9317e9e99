// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.service.cli.shell.ClusterOptions;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists dead letters. */
@Command(
    name = "list",
    description = {
      "List the records that could not be used, the oldest first, and count them by reason.",
      "LETTER is where the letter stands on the dead-letter topic; TOPIC, PARTITION and OFFSET are"
          + " where the record stands.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidemark dead-letters list --config tidemark.properties",
      "  tidemark dead-letters list --since 2h --reason not-avro,malformed --format json",
    })
final class DeadLettersListCommand implements Callable<Integer> {

  private static final int USUAL_LIMIT = 100;

  /** ASCII only, so that no terminal's encoding can spoil it. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table, or json: one object per letter. Default: table.")
  private LetterFormat format = LetterFormat.TABLE;

  @Mixin private LetterSelection selection;

  @Mixin private ClusterOptions clusterOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (format == LetterFormat.JSON) {
      list(found -> json(LetterRow.json(found))).views().forEach(out::println);
    } else {
      Newest<LetterRow> rows = list(LetterRow::of);
      if (rows.seen() > 0) {
        LetterRow.table(rows.views()).forEach(out::println);
      }
    }
    return 0;
  }

  private <T> Newest<T> list(Function<FoundLetter, T> view) {
    PrintWriter err = spec.commandLine().getErr();
    Newest<T> newest = new Newest<>(selection.limit(USUAL_LIMIT), view);
    Map<String, Long> reasons = new TreeMap<>();
    DeadLetterTopic topic = new DeadLetterTopic(clusterOptions, err);
    topic.reach(
        () -> {
          topic.read(
              selection.since(),
              found -> {
                if (selection.accepts(found)) {
                  newest.add(found);
                  reasons.merge(Printable.oneLine(found.letter().reason(), 40), 1L, Long::sum);
                }
              });
          return null;
        });
    tellCount(topic.name(), newest, reasons, err);
    return newest;
  }

  private static void tellCount(
      String topic, Newest<?> newest, Map<String, Long> reasons, PrintWriter err) {
    if (newest.seen() == 0) {
      err.println("tidemark: no such dead letter on " + topic);
      return;
    }
    int shown = newest.views().size();
    String which =
        shown < newest.seen() ? "the newest " + shown + " of " + newest.seen() : "" + shown;
    StringBuilder line = new StringBuilder("tidemark: " + which + " dead letters; ");
    reasons.forEach((reason, count) -> line.append(reason).append(' ').append(count).append(", "));
    err.println(line.substring(0, line.length() - 2));
  }

  static String json(JsonNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
