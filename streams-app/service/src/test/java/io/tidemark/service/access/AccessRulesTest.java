// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.cli.CommandRun;
import io.tidemark.service.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessRulesTest {

  private static final String HEAD = "<!-- acls: made by ./tidemark topology --acls -->\n```sh\n";
  private static final String TAIL = "```\n<!-- end of acls -->";

  @Test
  void operationsPage_listsWhatTheCommandPrints() throws IOException {
    Path page = Path.of(System.getProperty("tidemark.root"), "docs", "operations.md");
    String text = Files.readString(page);
    String before = text.substring(0, text.indexOf(HEAD) + HEAD.length());
    String after = text.substring(text.indexOf(TAIL));
    CommandRun printed =
        CommandRun.of("topology", "--acls", "-Dkafka.bootstrap.servers=broker:9092");
    if (Boolean.getBoolean("tidemark.regenerate")) {
      Files.writeString(page, before + printed.out() + after);
    }

    assertThat(Files.readString(page)).isEqualTo(before + printed.out() + after);
  }

  @Test
  void script_otherNames_namesThem() {
    Map<String, String> settings =
        Map.of(
            "topics.features", "f",
            "topics.create", "false",
            "kafka.application.id", "drift",
            "kafka.processing.guarantee", "at_least_once");

    assertThat(AccessRules.script(ConfigLoader.of(settings), "User:CN=it's"))
        .anyMatch(line -> line.contains("--allow-principal 'User:CN=it'\\''s' "))
        .contains(
            "acl --operation Read --topic f --topic ml-predictions --topic reference-profiles")
        .contains("acl --operation Read --group drift")
        .noneMatch(line -> line.contains("transactional-id"))
        .noneMatch(line -> line.startsWith("acl --operation Create --topic drift-results"));
  }

  @Test
  void script_referencesMadeOfTheStream_mayBeWritten() {
    String rule = "acl --operation Write --topic reference-profiles";
    assertThat(AccessRules.script(ConfigLoader.of(Map.of()), "User:t")).doesNotContain(rule);
    assertThat(AccessRules.script(ConfigLoader.of(Map.of("references.auto", "true")), "User:t"))
        .contains(rule);
    assertThat(
            AccessRules.script(
                ConfigLoader.of(Map.of("model.m.references.rolling", "24h")), "User:t"))
        .contains(rule);
  }
}
