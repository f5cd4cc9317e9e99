// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.demo;

import io.tidemark.service.config.TopicSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Creates and deletes the topics of a service that lives only for a demo or a replay. */
public final class ServiceTopics {

  private static final long TIMEOUT_SECONDS = 30;

  /** Old events must outlive the run: retention counts from the time of the event. */
  private static final Map<String, String> KEPT = Map.of("retention.ms", "-1");

  private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");

  private ServiceTopics() {}

  /**
   * Creates all topics of a service.
   *
   * @param clientConfig how to reach the brokers
   * @param topics their names
   * @param inputPartitions partitions of features and predictions; all other topics have one
   * @throws KafkaException if one cannot be created
   */
  public static void create(
      Map<String, Object> clientConfig, TopicSettings topics, int inputPartitions) {
    List<NewTopic> definitions = new ArrayList<>();
    definitions.add(topic(topics.features(), inputPartitions, KEPT));
    definitions.add(topic(topics.predictions(), inputPartitions, KEPT));
    definitions.add(topic(topics.references(), 1, COMPACTED));
    for (String name :
        List.of(topics.results(), topics.alerts(), topics.triggers(), topics.deadLetters())) {
      definitions.add(topic(name, 1, KEPT));
    }
    try (Admin admin = Admin.create(clientConfig)) {
      admin.createTopics(definitions).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new KafkaException("cannot create topics: " + e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("cannot create topics: no answer from the brokers", e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static NewTopic topic(String name, int partitions, Map<String, String> config) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
  }

  /**
   * Deletes every topic whose name starts so; among them the service's internal ones when its
   * application id does.
   *
   * @param clientConfig how to reach the brokers
   * @param prefix the beginning of the names; not empty
   * @throws KafkaException if they cannot be deleted
   */
  public static void deleteAll(Map<String, Object> clientConfig, String prefix) {
    try (Admin admin = Admin.create(clientConfig)) {
      List<String> names =
          admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).stream()
              .filter(name -> name.startsWith(prefix))
              .toList();
      admin.deleteTopics(names).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new KafkaException("cannot delete the topics " + prefix + "*", e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("cannot delete the topics " + prefix + "*", e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
