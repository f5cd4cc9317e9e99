// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

/** A text that is not a value of its type, with what to write instead. */
final class InvalidValueException extends Exception {

  private static final long serialVersionUID = 1;

  private final String remedy;

  InvalidValueException(String problem, String remedy) {
    super(problem);
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }
}
