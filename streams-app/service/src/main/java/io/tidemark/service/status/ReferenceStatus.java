// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.status;

import io.tidemark.core.reference.ReferenceProfile;

/**
 * A published reference as the service knows it.
 *
 * @param profile what it holds
 * @param state whether it is in force
 * @param fromMillis event time from which it is or will be in force; {@code Long.MIN_VALUE} since
 *     ever, and without meaning for {@link State#INACTIVE}
 */
public record ReferenceStatus(ReferenceProfile profile, State state, long fromMillis) {

  /** Whether a reference is in force. */
  public enum State {
    /** Windows that start now are compared with it. */
    ACTIVE,
    /** Windows that start at some later time will be. */
    SCHEDULED,
    /** No window that starts now or later will be. */
    INACTIVE
  }
}
