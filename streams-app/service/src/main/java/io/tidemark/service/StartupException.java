// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

/** The service cannot start; the message says why and what to do about it. */
public final class StartupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what to do about it. */
  public StartupException(String message) {
    super(message);
  }

  /** With what to do about it, and what was caught. */
  public StartupException(String message, Throwable cause) {
    super(message, cause);
  }
}
