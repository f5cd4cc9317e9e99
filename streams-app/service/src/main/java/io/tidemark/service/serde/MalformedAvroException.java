// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import java.io.IOException;

/** Bytes that are not the Avro binary form of anything. Carries no stack trace. */
public final class MalformedAvroException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Says what was found where. */
  public MalformedAvroException(String message) {
    super(message);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
