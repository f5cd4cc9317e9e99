// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** A configuration that cannot be used. Its message lists every problem, one a line. */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<ConfigProblem> problems;

  ConfigException(List<ConfigProblem> problems) {
    super(
        (problems.size() == 1 ? "1 problem" : problems.size() + " problems")
            + " in the configuration:\n"
            + problems.stream().map(p -> "  " + p).collect(joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /**
   * Every problem found.
   *
   * @return at least one, in the order of the keys' table
   */
  public List<ConfigProblem> problems() {
    return problems;
  }
}
