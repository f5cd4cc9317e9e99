// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import java.util.Collection;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
final class EditDistance {

  private EditDistance() {}

  /** The nearest of the candidates, if it is near enough to be meant. */
  static Optional<String> nearest(String name, Collection<String> candidates) {
    String best = null;
    int least = Math.max(2, name.length() / 4) + 1;
    for (String candidate : candidates) {
      int distance = between(name, candidate);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that lead from one to the other
   * (optimal string alignment).
   */
  static int between(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replaced = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
