// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import io.tidemark.service.clients.CommitPace;
import io.tidemark.service.clients.InputProgress;
import io.tidemark.service.config.TidemarkConfig;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.topology.DriftTopology;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.Topology;

/** The topology as the service wires it, for tests that run it with settings of their own. */
final class WiredTopology {

  private WiredTopology() {}

  /** Creates the topics that are not there. */
  static Topology of(
      TidemarkConfig config, InputProgress input, CommitPace pace, ServiceStatus status) {
    try (Admin admin = Admin.create(config.kafka().clientProperties())) {
      int partitions =
          new TopicPreflight(admin, Wiring.topicNames(config), true)
              .check(Duration.ofSeconds(60), config.kafka().bootstrapServers());
      return new DriftTopology(
              Wiring.parts(config, partitions, Wiring.registry(config), input, pace, status))
          .build();
    }
  }
}
