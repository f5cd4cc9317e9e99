// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

/** A schema that the registry refused as invalid, or one it holds that is not readable Avro. */
public final class InvalidSchemaException extends RegistryException {

  private static final long serialVersionUID = 1L;

  InvalidSchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}
