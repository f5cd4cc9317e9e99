// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

/**
 * The registry could not be asked: no connection, a server error, a refusal of the credentials, or
 * an address that is no registry. Says nothing about the schema or the record in hand, so the
 * caller tries again later and loses nothing.
 */
public final class RegistryUnavailableException extends RegistryException {

  private static final long serialVersionUID = 1L;

  /** With what was asked and what to do, and the cause if there was one. */
  public RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
