// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.shell.ClusterOptions;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.shell.Logs;
import io.tidemark.service.config.TidemarkConfig;
import io.tidemark.service.references.ReferenceTopic;
import io.tidemark.service.registry.RegistryException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/** The references topic of a cluster, with failures in words for people. */
final class ReferenceTopics {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final TidemarkConfig config;
  private final ReferenceTopic topic;

  ReferenceTopics(ClusterOptions options) {
    config = options.load();
    topic =
        new ReferenceTopic(
            config.kafka().clientProperties(),
            config.registry(),
            config.topics().references(),
            PATIENCE);
    Logs.withoutClients();
  }

  String name() {
    return config.topics().references();
  }

  String brokers() {
    return config.kafka().bootstrapServers();
  }

  /** What the topic holds, by key. */
  Map<String, ReferenceProfile> readAll(PrintWriter err) {
    return reach(
        () -> {
          requireTopic();
          return topic.readAll((key, why) -> err.println("tidemark: left out " + key + ": " + why));
        });
  }

  /** Works on the topic, and says where to look when brokers or registry cannot be reached. */
  <T> T reach(Supplier<T> work) {
    try {
      return work.get();
    } catch (KafkaException e) {
      throw CommandFailure.running(
          "no success with the brokers at "
              + brokers()
              + ": "
              + e.getMessage()
              + "; check --bootstrap-servers, that the brokers run, and the security settings in"
              + " --config",
          e);
    } catch (RegistryException e) {
      throw CommandFailure.running(
          "no success with the Schema Registry: "
              + e.getMessage()
              + "; check --schema-registry and that the registry runs",
          e);
    }
  }

  void requireTopic() {
    if (!topic.exists()) {
      throw CommandFailure.running(
          "there is no topic "
              + name()
              + " at "
              + brokers()
              + "; create it compacted (reference publish --create-topic does), or name another by"
              + " -D topics.references=…");
    }
  }

  ReferenceTopic topic() {
    return topic;
  }
}
