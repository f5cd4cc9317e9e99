// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.evaluate;

import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.statistics.Outcome;
import io.tidemark.core.summary.CategoricalSummary;
import java.util.Arrays;

/**
 * A categorical feature's bins: the reference's categories, each unseen category while the table
 * holds it, and the rest of both sides as one.
 *
 * <p>A reference that could not keep all its categories may have counted an "unseen" one in its
 * rest. There is no telling, so the unseen ones then join the rest instead of passing for new.
 */
final class CategoricalComparison extends Comparison {

  CategoricalComparison(
      CategoricalReference reference, CategoricalSummary current, EvaluationOptions options) {
    super(reference, current, options);
    long[] unseen = current.unseenCounts().values().stream().mapToLong(Long::longValue).toArray();
    long rest = current.otherCount();
    if (reference.otherCount() > 0) {
      rest += Arrays.stream(unseen).sum();
      unseen = new long[0];
    }
    int known = reference.categories();
    long[] ofReference = new long[known + unseen.length + 1];
    for (int i = 0; i < known; i++) {
      ofReference[i] = reference.categoryCount(i);
    }
    ofReference[known + unseen.length] = reference.otherCount();
    long[] ofCurrent = Arrays.copyOf(current.categoryCounts(), ofReference.length);
    System.arraycopy(unseen, 0, ofCurrent, known, unseen.length);
    ofCurrent[known + unseen.length] = rest;
    boolean noRest = rest == 0 && reference.otherCount() == 0;
    int bins = noRest ? ofCurrent.length - 1 : ofCurrent.length;
    bins(Arrays.copyOf(ofReference, bins), Arrays.copyOf(ofCurrent, bins));
  }

  @Override
  Outcome ordered(StatisticKind kind) {
    throw new IllegalArgumentException(kind.key() + " needs an order that categories do not have");
  }
}
