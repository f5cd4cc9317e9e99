// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.bytes;

/**
 * Says that bytes are not what a codec of core wrote: truncated, of an unknown version, or changed.
 */
public final class CorruptBytesException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param message what was being read, what was found, and where
   */
  public CorruptBytesException(String message) {
    super(message);
  }

  /**
   * Makes one.
   *
   * @param message what was being read, what was found, and where
   * @param cause what refused the decoded content
   */
  public CorruptBytesException(String message, Throwable cause) {
    super(message, cause);
  }
}
