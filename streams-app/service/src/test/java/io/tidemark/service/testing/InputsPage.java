// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The examples of {@code docs/inputs.md} that tests run: blocks after {@code <!-- run: NAME -->}.
 */
public final class InputsPage {

  private static final Path PAGE =
      Path.of(System.getProperty("tidemark.root")).resolve("docs/inputs.md");

  private InputsPage() {}

  /** The text of a block. */
  public static String block(String name) {
    try {
      Matcher block =
          Pattern.compile("<!-- run: " + name + " -->\\n```\\w+\\n(.*?)```", Pattern.DOTALL)
              .matcher(Files.readString(PAGE));
      if (!block.find()) {
        throw new AssertionError("docs/inputs.md has no block " + name);
      }
      return block.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The settings of a block. */
  public static Map<String, String> settings(String name) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(block(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> settings = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
    return settings;
  }
}
