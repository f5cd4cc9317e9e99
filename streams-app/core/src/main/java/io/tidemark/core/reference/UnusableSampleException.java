// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

/** Says why no reference can be made of a sample: which column, what is wrong, and the remedy. */
public final class UnusableSampleException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param message the column, the trouble and the remedy
   */
  public UnusableSampleException(String message) {
    super(message);
  }
}
