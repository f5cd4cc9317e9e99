// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

/**
 * A request to the Schema Registry that did not succeed. The message names subject or id and URL.
 */
public abstract sealed class RegistryException extends RuntimeException
    permits IncompatibleSchemaException,
        InvalidSchemaException,
        RegistryUnavailableException,
        SchemaNotFoundException {

  private static final long serialVersionUID = 1L;

  RegistryException(String message, Throwable cause) {
    super(message, cause);
  }
}
