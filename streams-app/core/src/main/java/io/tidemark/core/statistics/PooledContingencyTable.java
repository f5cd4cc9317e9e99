// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pearson's χ² of two samples after rare bins were pooled, so that its p-value may be trusted in
 * small samples too.
 *
 * <p>The χ² law is a limit. Where a sample can expect less than a value or two in a bin, one value
 * there looks like proof, and p-values of 1e-4 come up a hundred times too often. So bins in which
 * either sample's expected count is below {@value #FEW} are pooled:
 *
 * <ol>
 *   <li>Bins are taken by their counts in both samples together, largest first; those with equal
 *       counts together.
 *   <li>A bin whose expected count is at least {@value #FEW} in both samples stays alone.
 *   <li>The rest are gathered in that order. A group is complete when it reaches {@value #FEW} and
 *       all bins with counts equal to its last are in it.
 *   <li>What is left at the end, the <em>remainder</em>, joins the last group.
 * </ol>
 *
 * <p>The order and the groups depend on the sums over both samples only, which the null hypothesis
 * takes as given, so pooling by them does not favour any outcome. (Telling equal counts apart by
 * the order given would: a profile lists its own categories first, and new ones last.) The value is
 * χ² over the groups, with as many degrees of freedom as groups less one. With two groups p is that
 * of Fisher's exact test while an expected count is below {@value #ENOUGH_FOR_TWO}.
 *
 * <p>New categories are few at first and so end in the remainder, where a large group would hide
 * them. So the remainder is also tested alone against all other values, by Fisher's exact test, and
 * p is twice the smaller of the two (Bonferroni). If there is no complete group beside the one that
 * the remainder joined, the exact test stands alone.
 *
 * <p>Range [0, ∞). Time O(B log B) for B bins. Stateless.
 *
 * <p>Sources: W. G. Cochran, "Some methods for strengthening the common χ² tests", Biometrics 10
 * (1954), doi:10.2307/3001616 (pooling, and expected counts of five); R. A. Fisher (1922),
 * doi:10.2307/2340521. Deequ pools too, the smallest two first, until a fifth of the expected
 * counts at most is below five, and ignores categories that its baseline does not have.
 */
public final class PooledContingencyTable {

  /** Expected count that a bin needs in both samples to stand alone. */
  static final int FEW = 5;

  /** Expected count from which two bins go without the exact test. */
  static final int ENOUGH_FOR_TWO = 100;

  private final long m;
  private final long n;
  private final List<Long> reference = new ArrayList<>();
  private final List<Long> current = new ArrayList<>();
  private long openReference;
  private long openCurrent;

  private PooledContingencyTable(long m, long n) {
    this.m = m;
    this.n = n;
  }

  /**
   * Pools and tests.
   *
   * @param reference counts of the reference sample by bin
   * @param current counts of the current sample by bin
   * @return χ² over the pooled bins and its p-value; undefined when a sample is empty
   */
  public static Outcome chiSquare(long[] reference, long[] current) {
    Counts.requireAligned(reference, current);
    long m = Counts.total(reference);
    long n = Counts.total(current);
    if (n == 0 || m == 0) {
      return Outcome.undefined();
    }
    PooledContingencyTable table = new PooledContingencyTable(m, n);
    List<Integer> byCount = largestFirst(reference, current);
    for (int i = 0; i < byCount.size(); i++) {
      int bin = byCount.get(i);
      long total = reference[bin] + current[bin];
      int next = i + 1 < byCount.size() ? byCount.get(i + 1) : -1;
      table.add(reference[bin], current[bin]);
      table.completeWhenFull(next >= 0 && reference[next] + current[next] == total, total);
    }
    return table.outcome();
  }

  private static List<Integer> largestFirst(long[] reference, long[] current) {
    return IntStream.range(0, reference.length)
        .boxed()
        .sorted(Comparator.comparingLong(i -> -(reference[i] + current[i])))
        .toList();
  }

  private void add(long ofReference, long ofCurrent) {
    openReference += ofReference;
    openCurrent += ofCurrent;
  }

  private void completeWhenFull(boolean moreWithThisTotal, long binTotal) {
    boolean full = smallerExpected(openReference + openCurrent) >= FEW;
    if (full && (!moreWithThisTotal || smallerExpected(binTotal) >= FEW)) {
      complete();
    }
  }

  private void complete() {
    reference.add(openReference);
    current.add(openCurrent);
    openReference = 0;
    openCurrent = 0;
  }

  /** The expected count in the smaller sample. */
  private double smallerExpected(long columnTotal) {
    return (double) columnTotal * Math.min(m, n) / ((double) m + n);
  }

  private Outcome outcome() {
    if (openReference + openCurrent == 0) {
      return test();
    }
    if (reference.size() < 2) {
      complete();
      return test();
    }
    double ofRemainder = remainderAgainstAll();
    int last = reference.size() - 1;
    openReference += reference.remove(last);
    openCurrent += current.remove(last);
    complete();
    Outcome table = test();
    double pValue = Math.min(1, 2 * Math.min(table.pValue(), ofRemainder));
    return new Outcome(table.value(), pValue, table.method(), 0);
  }

  private double remainderAgainstAll() {
    return FisherExact.pValue(openCurrent, openReference + openCurrent, n, m);
  }

  private Outcome test() {
    Outcome table = ContingencyTable.chiSquare(array(reference), array(current));
    if (reference.size() != 2) {
      return table;
    }
    int rarer = columnTotal(1) < columnTotal(0) ? 1 : 0;
    if (smallerExpected(columnTotal(rarer)) >= ENOUGH_FOR_TWO) {
      return table;
    }
    double pValue = FisherExact.pValue(current.get(rarer), columnTotal(rarer), n, m);
    return new Outcome(table.value(), pValue, Outcome.EXACT, 0);
  }

  private long columnTotal(int group) {
    return reference.get(group) + current.get(group);
  }

  private static long[] array(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).toArray();
  }
}
