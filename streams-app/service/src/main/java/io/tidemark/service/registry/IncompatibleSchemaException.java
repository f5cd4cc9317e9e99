// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

/** The registry refused a schema that is not compatible with the subject's earlier versions. */
public final class IncompatibleSchemaException extends RegistryException {

  private static final long serialVersionUID = 1L;

  IncompatibleSchemaException(String message) {
    super(message, null);
  }
}
