// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.config.ConfigLoader;
import io.tidemark.service.config.TidemarkConfig;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestoreTest {

  /**
   * A run takes minutes to get as far as the service, which then says what it does not understand.
   */
  @Test
  void settings_areSuchThatTheServiceStarts() {
    Map<String, String> settings = new HashMap<>(Restore.changes("restore", 1));
    settings.put("kafka.bootstrap.servers", "localhost:9092");
    settings.put("schema.registry.url", "http://localhost:8081");

    TidemarkConfig config = ConfigLoader.of(settings);

    assertThat(config.join().maxPendingBytes()).isEqualTo(1 << 30);
    assertThat(config.warnings()).isEmpty();
  }
}
