// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import io.tidemark.service.references.ReferenceTopic;
import io.tidemark.service.topology.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the topics before the stream starts, so that what would fail later in an obscure way
 * fails now in a clear one.
 *
 * <p>Input topics are never created: one made by us would have the wrong partitions and hide a
 * misspelt name.
 */
final class TopicPreflight {

  private static final Logger logger = LoggerFactory.getLogger(TopicPreflight.class);
  private static final Duration ATTEMPT = Duration.ofSeconds(5);

  private final Admin admin;
  private final TopicNames topics;
  private final boolean createOutputs;

  /** A preflight over an admin client. */
  TopicPreflight(Admin admin, TopicNames topics, boolean createOutputs) {
    this.admin = admin;
    this.topics = topics;
    this.createOutputs = createOutputs;
  }

  /**
   * Waits for a broker and checks the topics; creates missing outputs if so configured.
   *
   * @param patience how long to wait for a broker
   * @return how many partitions the input topics have
   * @throws StartupException naming every problem found and its remedy
   */
  int check(Duration patience, String bootstrapServers) {
    awaitBroker(patience, bootstrapServers);
    List<String> names = inputs();
    Map<String, TopicDescription> inputs = describe(names.toArray(String[]::new));
    List<String> problems = new ArrayList<>();
    for (String input : names) {
      if (!inputs.containsKey(input)) {
        problems.add(
            "input topic "
                + input
                + " does not exist; create it, or set topics.features / topics.predictions");
      }
    }
    if (problems.isEmpty() && topics.features() != null) {
      int features = inputs.get(topics.features()).partitions().size();
      int predictions = inputs.get(topics.predictions()).partitions().size();
      if (features != predictions) {
        problems.add(
            ("input topics must have the same number of partitions, keyed alike by prediction id:"
                    + " %s has %d, %s has %d; recreate one of them")
                .formatted(topics.features(), features, topics.predictions(), predictions));
      }
    }
    List<NewTopic> missing = missingOutputs(problems);
    if (!problems.isEmpty()) {
      throw new StartupException(String.join(System.lineSeparator(), problems));
    }
    missing.forEach(this::create);
    return inputs.get(topics.predictions()).partitions().size();
  }

  private List<String> inputs() {
    return topics.features() == null
        ? List.of(topics.predictions())
        : List.of(topics.features(), topics.predictions());
  }

  private void awaitBroker(Duration patience, String bootstrapServers) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        admin.describeCluster().nodes().get(ATTEMPT.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (ExecutionException | TimeoutException e) {
        if (System.nanoTime() >= deadline) {
          throw new StartupException(
              "no Kafka broker answered at "
                  + bootstrapServers
                  + " within "
                  + patience.toSeconds()
                  + " s; check kafka.bootstrap.servers and the network ("
                  + reason(e)
                  + ")",
              e);
        }
        logger.warn("No Kafka broker answers at {} yet; trying again", bootstrapServers);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  private List<NewTopic> missingOutputs(List<String> problems) {
    Map<String, NewTopic> outputs = new TreeMap<>();
    outputs.put(topics.references(), ReferenceTopic.definition(topics.references()));
    for (String topic :
        Set.of(topics.results(), topics.alerts(), topics.triggers(), topics.deadLetters())) {
      outputs.put(topic, new NewTopic(topic, Optional.of(1), Optional.empty()));
    }
    outputs.keySet().removeAll(describe(outputs.keySet().toArray(String[]::new)).keySet());
    List<NewTopic> missing = new ArrayList<>();
    outputs.forEach(
        (topic, definition) -> {
          if (createOutputs) {
            missing.add(definition);
          } else {
            problems.add("topic " + topic + " does not exist; create it or set topics.create=true");
          }
        });
    return missing;
  }

  private void create(NewTopic newTopic) {
    String topic = newTopic.name();
    try {
      admin.createTopics(List.of(newTopic)).all().get(30, TimeUnit.SECONDS);
      logger.info("Created topic {}", topic);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new StartupException(
            "cannot create topic " + topic + ": " + reason(e) + "; create it by hand", e);
      }
    } catch (TimeoutException e) {
      throw new StartupException("creating topic " + topic + " took too long; try again", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private Map<String, TopicDescription> describe(String... names) {
    Map<String, TopicDescription> found = new TreeMap<>();
    admin
        .describeTopics(List.of(names))
        .topicNameValues()
        .forEach(
            (name, future) -> {
              try {
                found.put(name, future.get(30, TimeUnit.SECONDS));
              } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                  throw new StartupException(
                      "cannot look at topic " + name + ": " + reason(e) + "; check the ACLs", e);
                }
              } catch (TimeoutException e) {
                throw new StartupException("looking at topic " + name + " took too long", e);
              } catch (InterruptedException e) {
                throw interrupted(e);
              }
            });
    return found;
  }

  private static String reason(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private static StartupException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new StartupException("interrupted while looking at the topics", e);
  }
}
