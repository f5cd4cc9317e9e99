// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The part of the table of all settings that is about the join. */
final class JoinKeys {

  private static final List<ConfigKey<?>> ALL = new ArrayList<>();

  static final ConfigKey<Duration> WINDOW =
      key(
          "window",
          ConfigType.duration(Duration.ofMillis(1)),
          "5m",
          "Largest difference of event time between features and their prediction.");
  static final ConfigKey<JoinSettings.Unmatched> UNMATCHED =
      key(
          "unmatched",
          ConfigType.choice(
              Map.of("drop", JoinSettings.Unmatched.DROP, "count", JoinSettings.Unmatched.COUNT),
              List.of("drop", "count")),
          "drop",
          "What becomes of a half without its partner: drop it, or count its values alone. Either"
              + " way a metric counts it.");
  static final ConfigKey<Integer> MAX_PENDING =
      key(
          "max.pending",
          ConfigType.integer(1_000, Integer.MAX_VALUE),
          "1000000",
          "Most halves that wait for their partner in a task. Beyond it those are given up early"
              + " that have waited longest.");
  static final ConfigKey<Integer> MAX_PENDING_BYTES =
      key(
          "max.pending.bytes",
          ConfigType.bytes(1 << 20),
          "256MiB",
          "Most memory for them in a task, by an estimate from above: of 20 numbers some 1.5 KB, of"
              + " 200 some 10 KB. Whichever bound is reached first counts.");
  static final ConfigKey<Integer> MAX_RECENT_IDS =
      key(
          "max.recent.ids",
          ConfigType.integer(1_000, Integer.MAX_VALUE),
          "6000000",
          "Most ids of counted predictions that a task remembers, some 20 bytes each. Beyond it the"
              + " older half is forgotten before the join window is over; a repeated record of"
              + " those would be counted again.");

  private JoinKeys() {}

  private static <T> ConfigKey<T> key(
      String name, ConfigType<T> type, String defaultText, String doc) {
    ConfigKey<T> key = new ConfigKey<>("join." + name, type, defaultText, doc);
    ALL.add(key);
    return key;
  }

  /** In the order of the documentation. */
  static List<ConfigKey<?>> all() {
    return List.copyOf(ALL);
  }
}
