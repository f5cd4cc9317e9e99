// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.core.observation.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives out one {@link ValueLayout} instance for each set of names, in the order in which the set
 * was first seen. Producers whose maps have no fixed order thus still share one layout. Bounded:
 * when too many different sets have been seen, it forgets them all and starts again, which costs
 * readers only what they had cached by identity. Safe for use by several threads.
 */
public final class LayoutInterner {

  private static final int MAX_LAYOUTS = 4096;
  private static final int MAX_NAMES = 100_000;

  private final Map<List<String>, ValueLayout> bySortedNames = new ConcurrentHashMap<>();

  /**
   * The layout for a set of names.
   *
   * @param names distinct names in the order of a record
   * @return a layout of these names, perhaps in another order; sets of more than 100,000 names get
   *     a new one each time
   */
  public ValueLayout intern(List<String> names) {
    if (names.size() > MAX_NAMES) {
      return ValueLayout.of(names);
    }
    List<String> sorted = names.stream().sorted().toList();
    ValueLayout known = bySortedNames.get(sorted);
    if (known != null) {
      return known;
    }
    if (bySortedNames.size() >= MAX_LAYOUTS) {
      bySortedNames.clear();
    }
    ValueLayout layout = ValueLayout.of(names);
    ValueLayout earlier = bySortedNames.putIfAbsent(sorted, layout);
    return earlier == null ? layout : earlier;
  }
}
