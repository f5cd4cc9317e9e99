// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceSchedule;
import io.tidemark.service.cli.shell.ClusterOptions;
import io.tidemark.service.cli.shell.ClusterReach;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.shell.Logs;
import io.tidemark.service.config.TidemarkConfig;
import io.tidemark.service.references.ModelReferences;
import io.tidemark.service.references.ReferenceCatalog;
import io.tidemark.service.references.ReferenceTopic;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.RecordTooLargeException;

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

  /** What the topic holds, ordered by model version. */
  List<ModelReferences> readAll(PrintWriter err) {
    return reach(
        () -> {
          requireTopic();
          ReferenceCatalog catalog =
              topic.readAll((key, why) -> err.println("tidemark: left out " + key + ": " + why));
          catalog
              .incomplete()
              .forEach(why -> err.println("tidemark: " + why + "; publish it once more"));
          return catalog.all();
        });
  }

  /** The references of one model version, of which there must be some. */
  ModelReferences read(ModelVersion modelVersion, PrintWriter err) {
    return readAll(err).stream()
        .filter(known -> known.modelVersion().equals(modelVersion))
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.running(
                    name()
                        + " holds no reference of "
                        + modelVersion
                        + "; see 'tidemark reference list'"));
  }

  /**
   * Publishes profiles and sees to the schedules of their model versions. Without a schedule a new
   * profile counts from when it was made; with one, it has to be put into it.
   */
  void publish(List<ReferenceProfile> profiles, boolean withoutActivation, PrintWriter err) {
    Map<ModelVersion, ModelReferences> before = new HashMap<>();
    readAll(err).forEach(references -> before.put(references.modelVersion(), references));
    for (ReferenceProfile profile : profiles) {
      ModelVersion modelVersion = profile.modelVersion();
      ModelReferences known =
          before.getOrDefault(modelVersion, new ModelReferences(modelVersion, List.of(), null));
      if (withoutActivation) {
        // The schedule goes first, so that the profile never counts, not for a moment.
        ReferenceSchedule kept =
            known.inForce().activations().isEmpty()
                ? known.inForce().then(Long.MIN_VALUE, ReferenceSchedule.NONE)
                : known.inForce();
        topic.publish(kept);
        before.put(modelVersion, new ModelReferences(modelVersion, known.profiles(), kept));
      }
      publish(profile);
      if (!withoutActivation && known.isScheduled()) {
        topic.publish(known.inForce().then(System.currentTimeMillis(), profile.id()));
      }
    }
  }

  private void publish(ReferenceProfile profile) {
    try {
      topic.publish(List.of(profile));
    } catch (RecordTooLargeException e) {
      throw CommandFailure.running(
          "the reference "
              + profile.id()
              + " of "
              + profile.modelVersion()
              + " with its "
              + profile.size()
              + " columns is larger than a record of topic "
              + name()
              + " may be: "
              + e.getMessage()
              + "; set max.message.bytes of the topic to "
              + ReferenceTopic.MAX_RECORD_BYTES
              + ", or build the reference with a lower --resolution or fewer columns",
          e);
    }
  }

  /** Publishes a schedule. */
  void publish(ReferenceSchedule schedule) {
    reach(
        () -> {
          topic.publish(schedule);
          return null;
        });
  }

  /** Deletes a profile. */
  void delete(ReferenceProfile profile) {
    reach(
        () -> {
          topic.delete(profile);
          return null;
        });
  }

  /** Works on the topic, and says where to look when brokers or registry cannot be reached. */
  <T> T reach(Supplier<T> work) {
    return ClusterReach.reach(brokers(), work);
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
