// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.replay;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a replay differs from a service that runs for good.
 *
 * @param window length of the windows as the configuration writes it; null to leave it as
 *     configured
 * @param grace how long they wait for late events, likewise
 * @param partitions partitions of the input topics
 * @param timeout longest wait for the next result
 */
record ReplaySettings(String window, String grace, int partitions, Duration timeout) {

  private static final List<String> TOPICS =
      List.of(
          "features", "predictions", "references", "results", "alerts", "triggers", "dead.letters");

  /**
   * The settings of the service. All events are there before it starts, so a partition that is
   * caught up and silent for a moment has nothing more to give.
   *
   * @param name begins the names of everything the replay makes in the cluster
   */
  Map<String, String> overrides(String name) {
    Map<String, String> overrides = new LinkedHashMap<>();
    overrides.put("kafka.application.id", name);
    overrides.put("windows.size", window);
    overrides.put("windows.grace", grace);
    overrides.put("windows.idle.timeout", "2s");
    overrides.put("http.port", "0");
    for (String topic : TOPICS) {
      overrides.put("topics." + topic, name + "-" + topic.replace('.', '-'));
    }
    return overrides;
  }
}
