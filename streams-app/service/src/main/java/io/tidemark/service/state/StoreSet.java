// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The stores of a processor in the order given, so that a topology describes itself always alike.
 */
public final class StoreSet {

  private StoreSet() {}

  /** An ordered set; {@code Set.of} would order anew in each process. */
  public static Set<StoreBuilder<?>> of(StoreBuilder<?>... stores) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(stores)));
  }
}
