// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import java.util.List;

/**
 * The registry's opinion of a schema that is not registered yet.
 *
 * @param compatible whether it would be accepted
 * @param messages why not, in the registry's words; may be empty
 */
public record CompatibilityCheck(boolean compatible, List<String> messages) {

  /** Copies the list. */
  public CompatibilityCheck {
    messages = List.copyOf(messages);
  }
}
