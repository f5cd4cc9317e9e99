// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

/**
 * State that an earlier start left was made by other settings and cannot be gone on with; the
 * message says which settings, and what to do about it. Trying again does not help.
 */
public final class StateMismatchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what to do about it. */
  public StateMismatchException(String message) {
    super(message);
  }
}
