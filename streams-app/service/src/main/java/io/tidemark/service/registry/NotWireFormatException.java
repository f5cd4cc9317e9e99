// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

/** Bytes that do not start with the five bytes of {@link WireFormat}. Carries no stack trace. */
public final class NotWireFormatException extends Exception {

  private static final long serialVersionUID = 1L;

  NotWireFormatException(String message) {
    super(message, null, false, false);
  }
}
