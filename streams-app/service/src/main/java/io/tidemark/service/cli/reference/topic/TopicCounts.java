// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference.topic;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.service.serde.UndecodableRecordException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of the records read. Not thread-safe. */
final class TopicCounts {

  private static final int NAMED_MODELS = 10;

  long featureRecords;
  long predictionRecords;
  long repeated;
  long outside;
  long predictionsAlone;
  long featuresAlone;
  long noRoom;
  private long otherModels;
  private final Map<String, Long> named = new TreeMap<>();
  private final Map<String, Long> undecodable = new TreeMap<>();

  void other(ModelVersion modelVersion) {
    otherModels++;
    String name = modelVersion.toString();
    if (named.size() < NAMED_MODELS || named.containsKey(name)) {
      named.merge(name, 1L, Long::sum);
    }
  }

  void undecodable(UndecodableRecordException e) {
    undecodable.merge(e.reason(), 1L, Long::sum);
  }

  /** What was left out, each with its number; empty when nothing was. */
  List<String> leftOut() {
    List<String> parts = new ArrayList<>();
    add(parts, predictionsAlone, "predictions without features");
    add(parts, featuresAlone, "features without a prediction");
    add(parts, noRoom, "of these given up to make room (--most-waiting)");
    add(parts, otherModels, "predictions of other models: " + list(named));
    add(parts, repeated, "repeated ids");
    add(parts, outside, "predictions of other times");
    long bad = undecodable.values().stream().mapToLong(Long::longValue).sum();
    add(parts, bad, "undecodable records: " + list(undecodable));
    return parts;
  }

  private static void add(List<String> parts, long count, String what) {
    if (count > 0) {
      parts.add(String.format(Locale.ROOT, "%,d %s", count, what));
    }
  }

  private static String list(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
