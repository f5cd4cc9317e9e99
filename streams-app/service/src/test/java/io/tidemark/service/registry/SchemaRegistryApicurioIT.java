// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The common contract against a real Apicurio Registry, through its Confluent-compatible API. */
class SchemaRegistryApicurioIT extends RegistryContract {

  private static ApicurioProcess apicurio;

  @BeforeAll
  static void start() throws IOException {
    apicurio = ApicurioProcess.start();
  }

  @AfterAll
  static void stop() {
    apicurio.close();
  }

  @Override
  String url() {
    return apicurio.url();
  }
}
