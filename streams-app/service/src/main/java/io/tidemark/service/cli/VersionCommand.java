// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says which Tidemark, Kafka client and Java these are. */
@Command(
    name = "version",
    description = "Show the versions of Tidemark, its Kafka client and Java.",
    footerHeading = "%nExample:%n",
    footer = "  tidemark version")
final class VersionCommand implements Callable<Integer>, IVersionProvider {

  private static final String PROPERTIES =
      "/META-INF/maven/io.tidemark/tidemark-service/pom.properties";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().println(text());
    return 0;
  }

  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }

  private static String text() {
    return String.format(
        Locale.ROOT,
        "tidemark %s, Kafka client %s, Java %s",
        tidemarkVersion(),
        AppInfoParser.getVersion(),
        System.getProperty("java.version"));
  }

  private static String tidemarkVersion() {
    Properties properties = new Properties();
    try (InputStream in = VersionCommand.class.getResourceAsStream(PROPERTIES)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      return "of unknown version (" + e.getMessage() + ")";
    }
    return properties.getProperty("version", "from classes, not from its jar");
  }
}
