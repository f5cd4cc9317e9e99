// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.access;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.tidemark.service.config.TidemarkConfig;
import io.tidemark.service.config.TopicSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The least that the service must be allowed to do on a cluster with authorization. Read, Write and
 * Delete include Describe, as Kafka has it. An integration test runs the service with exactly this
 * and fails on what is missing or too much.
 */
public final class AccessRules {

  private AccessRules() {}

  /**
   * The rules of a configuration.
   *
   * @param config the service's
   * @return in an order fit for reading
   */
  public static List<AccessRule> of(TidemarkConfig config) {
    TopicSettings topics = config.topics();
    String application = config.kafka().applicationId();
    List<String> outputs =
        List.of(topics.results(), topics.alerts(), topics.triggers(), topics.deadLetters());
    List<AccessRule> rules = new ArrayList<>();
    rules.add(
        onTopics(
            "inputs", List.of(topics.features(), topics.predictions(), topics.references()), READ));
    rules.add(onTopics("outputs", outputs, WRITE));
    if (config.writesReferences()) {
      rules.add(
          onTopics(
              "references.auto, references.rolling: references that are made of the stream",
              List.of(topics.references()),
              WRITE));
    }
    if (topics.create()) {
      List<String> created = new ArrayList<>(outputs);
      created.add(topics.references());
      rules.add(onTopics("topics.create=true; not needed once they exist", created, CREATE));
    }
    rules.add(
        new AccessRule(
            "internal topics: Kafka Streams creates, reads, writes and trims them",
            Set.of(CREATE, READ, WRITE, DELETE),
            ResourceType.TOPIC,
            List.of(application + "-"),
            PatternType.PREFIXED));
    rules.add(
        new AccessRule(
            "consumer group",
            Set.of(READ),
            ResourceType.GROUP,
            List.of(application),
            PatternType.LITERAL));
    if (config.kafka().processingGuarantee().equals("exactly_once_v2")) {
      rules.add(
          new AccessRule(
              "transactions",
              Set.of(WRITE),
              ResourceType.TRANSACTIONAL_ID,
              List.of(application + "-"),
              PatternType.PREFIXED));
    }
    return rules;
  }

  /**
   * The rules as a shell script that adds them.
   *
   * @param config the service's
   * @param principal whom to allow, such as {@code User:tidemark}
   * @return lines without line ends
   */
  public static List<String> script(TidemarkConfig config, String principal) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "acl() { kafka-acls.sh --bootstrap-server "
            + config.kafka().bootstrapServers()
            + " --command-config admin.properties --add --allow-principal "
            + quoted(principal)
            + " \"$@\"; }");
    for (AccessRule rule : of(config)) {
      lines.add("# " + rule.purpose());
      lines.add("acl " + rule.arguments());
    }
    return lines;
  }

  private static AccessRule onTopics(String purpose, List<String> topics, AclOperation operation) {
    return new AccessRule(
        purpose, Set.of(operation), ResourceType.TOPIC, topics, PatternType.LITERAL);
  }

  /** As one word of a shell, whatever is in it. */
  private static String quoted(String text) {
    return text.matches("[\\w:.@-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
