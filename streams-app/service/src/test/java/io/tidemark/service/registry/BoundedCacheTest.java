// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedCacheTest {

  @Test
  void put_beyondTheBound_beginsAnew() {
    BoundedCache<Integer, String> cache = new BoundedCache<>(3);
    for (int key = 0; key < 1_000; key++) {
      cache.put(key, "v" + key);
      assertThat(cache.get(key)).isEqualTo("v" + key);
      assertThat(cache.size()).isBetween(1, 3);
    }
    assertThat(cache.get(0)).isNull();
  }

  @Test
  void remove_anotherValueByNow_keepsIt() {
    BoundedCache<Integer, String> cache = new BoundedCache<>(3);
    cache.put(1, "new");
    cache.remove(1, "old");
    assertThat(cache.get(1)).isEqualTo("new");
  }
}
