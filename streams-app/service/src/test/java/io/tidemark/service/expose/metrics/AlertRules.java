// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of alert rules, as text; promtool and Prometheus are the ones that understand them. */
public final class AlertRules {

  private static final Pattern ALERT = Pattern.compile("^ *- alert: (\\w+)$", Pattern.MULTILINE);

  private AlertRules() {}

  /** The project's file of that path. */
  public static Path file(String path) {
    return Path.of(System.getProperty("tidemark.root")).resolve(path);
  }

  /** The rules. */
  public static Path rules() {
    return file("alert-rules/tidemark.rules.yml");
  }

  /** The tests of the rules. */
  public static Path tests() {
    return file("alert-rules/tidemark.rules.test.yml");
  }

  /** The names of all alerts, in the order of the file. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    Matcher matcher = ALERT.matcher(text(rules()));
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** The content of a file. */
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
