// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.observation.Segment;
import io.tidemark.core.reference.ReferenceParts;
import io.tidemark.service.cli.shell.CommandFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options that say which segments a reference watches beside the whole. */
final class SegmentOptions {

  private static final int DEFAULT_RESOLUTION = 256;

  @Option(
      names = "--segment-by",
      paramLabel = "COLUMN[+COLUMN]",
      description =
          "Watch each value of this categorical column, or each combination of values, as a"
              + " segment beside the whole. May be given several times.")
  private List<String> by = List.of();

  @Option(
      names = "--segments-max",
      paramLabel = "N",
      description = "The most segments of each --segment-by: the heaviest are taken. Default: 20.")
  private int most = 20;

  @Option(
      names = "--segment-min-rows",
      paramLabel = "N",
      description = "Rows that a segment must have to be taken. Default: 500.")
  private long minRows = 500;

  @Option(
      names = "--segment-resolution",
      paramLabel = "N|all",
      converter = ResolutionConverter.class,
      description = "Points kept of a numeric column in a segment. Default: 256.")
  private int resolution = DEFAULT_RESOLUTION;

  /** Whether any segments are asked for. */
  boolean given() {
    return !by.isEmpty();
  }

  /** Refuses segments where there are none to be had. */
  void requireNone(String where) {
    if (given()) {
      throw CommandFailure.usage(
          "--segment-by needs the rows of a sample, which "
              + where
              + " does not have; leave it out");
    }
  }

  /** The columns of each way to make segments. */
  List<List<String>> ways() {
    List<List<String>> ways = new ArrayList<>();
    Set<Set<String>> seen = new HashSet<>();
    for (String columns : by) {
      List<String> way = List.of(columns.split("\\+", -1));
      Set<String> distinct = new HashSet<>(way);
      if (way.contains("") || distinct.size() != way.size() || way.size() > Segment.MAX_COLUMNS) {
        throw CommandFailure.usage(
            "--segment-by "
                + columns
                + " is not 1 to "
                + Segment.MAX_COLUMNS
                + " different columns joined by +; give e.g. country, or country+tier");
      }
      if (!seen.add(distinct)) {
        throw CommandFailure.usage("--segment-by " + columns + " is given twice; give it once");
      }
      ways.add(way);
    }
    return ways;
  }

  /** The most segments of one way. */
  int most() {
    int largest = ReferenceParts.MAX_PARTS / Math.max(1, by.size());
    if (most < 1 || most > largest) {
      throw CommandFailure.usage(
          "--segments-max "
              + most
              + " is not 1 to "
              + largest
              + "; a reference watches "
              + ReferenceParts.MAX_PARTS
              + " segments at most");
    }
    return most;
  }

  /** How many rows a segment must have. */
  long minRows() {
    return Math.max(1, minRows);
  }

  /** How finely numbers of a segment are kept. */
  int resolution() {
    return resolution;
  }
}
