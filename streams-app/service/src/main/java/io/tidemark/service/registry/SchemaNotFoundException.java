// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

/** The registry answered that it does not have this subject, version or schema id. */
public final class SchemaNotFoundException extends RegistryException {

  private static final long serialVersionUID = 1L;

  SchemaNotFoundException(String message) {
    super(message, null);
  }
}
