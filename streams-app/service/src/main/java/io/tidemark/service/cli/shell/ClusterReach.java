// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.shell;

import io.tidemark.service.registry.RegistryException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/** Works with brokers and registry, and says where to look when they cannot be reached. */
public final class ClusterReach {

  private ClusterReach() {}

  /**
   * Does some work.
   *
   * @param brokers where the brokers should be, for messages
   * @param work what to do
   * @param <T> what it gives
   * @return what the work gives
   * @throws CommandFailure if brokers or registry fail it
   */
  public static <T> T reach(String brokers, Supplier<T> work) {
    try {
      return work.get();
    } catch (KafkaException e) {
      throw CommandFailure.running(
          "no success with the brokers at "
              + brokers
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
}
