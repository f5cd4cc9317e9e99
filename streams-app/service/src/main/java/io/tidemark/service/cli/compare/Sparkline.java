// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.compare;

import java.nio.charset.Charset;

/** Bars of shares, one character each. */
enum Sparkline {
  /** Blocks of eight heights; a dot for nothing. */
  BLOCKS("·▁▂▃▄▅▆▇█"),
  /** For terminals that know ASCII only. */
  ASCII("_.:-=+*%#");

  private final String levels;

  Sparkline(String levels) {
    this.levels = levels;
  }

  /** The finest that standard output can show. */
  static Sparkline forStdout() {
    String encoding = System.getProperty("sun.stdout.encoding");
    return of(encoding == null ? Charset.defaultCharset() : Charset.forName(encoding));
  }

  /** The finest that an encoding can write. */
  static Sparkline of(Charset charset) {
    return charset.canEncode() && charset.newEncoder().canEncode(BLOCKS.levels) ? BLOCKS : ASCII;
  }

  /**
   * Draws.
   *
   * @param shares not negative
   * @param highest the share that a full bar stands for; 0 when there are none
   * @return as many characters as shares
   */
  String draw(double[] shares, double highest) {
    StringBuilder bars = new StringBuilder(shares.length);
    int full = levels.length() - 1;
    for (double share : shares) {
      int level =
          share > 0 ? (int) Math.min(full, Math.max(1, Math.ceil(full * share / highest))) : 0;
      bars.append(levels.charAt(level));
    }
    return bars.toString();
  }
}
