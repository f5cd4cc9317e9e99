// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once in the log what a mapping takes of a topic and what it leaves out, however many tasks
 * read it. Safe for use by several threads.
 */
final class Notices {

  private static final Logger logger = LoggerFactory.getLogger(Notices.class);
  private static final int MOST = 200;
  private static final int MOST_NAMES = 50;

  private final String settings;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  Notices(String settings) {
    this.settings = settings;
  }

  void schema(String origin, String name, AvroPlan plan) {
    if (isNew(origin)) {
      logger.info(
          "{}: of {} ({}), {} features and {} predictions have places of their own; left out: {}",
          settings,
          origin,
          name,
          plan.features().size(),
          plan.predictions().size(),
          plan.leftOut().isEmpty() ? "nothing" : shown(plan.leftOut()));
    }
  }

  void array(String path) {
    if (isNew(path)) {
      logger.info("{}: '{}' is an array and left out", settings, path);
    }
  }

  private boolean isNew(String what) {
    return said.size() < MOST && said.add(what);
  }

  private static String shown(List<String> names) {
    return names.size() <= MOST_NAMES
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, MOST_NAMES)) + " and more";
  }
}
