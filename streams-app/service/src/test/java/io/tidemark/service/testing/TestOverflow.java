// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing;

import io.tidemark.service.state.overflow.Overflow;
import java.nio.file.Path;

/** Where stages under test keep open windows. */
public final class TestOverflow {

  private static final Path DIRECTORY = Path.of("target", "overflow");

  private TestOverflow() {}

  /** All of them in memory. */
  public static Overflow inMemory() {
    return new Overflow(Long.MAX_VALUE, DIRECTORY);
  }

  /** All of them on disk. */
  public static Overflow onDisk() {
    return new Overflow(0, DIRECTORY);
  }
}
