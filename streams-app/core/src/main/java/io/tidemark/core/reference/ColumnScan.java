// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.reference.NumericReference.Moments;
import java.util.HashMap;
import java.util.Map;

/**
 * What one pass over a column of a reference sample finds, in memory that does not grow with the
 * rows. Scans of parts of a sample combine to that of the whole, whatever the parts were. Not
 * thread-safe.
 *
 * <p>Numbers are counted one by one while there are at most {@link Limits#distinctNumbers}
 * different ones; then an exact reference can be made at once. Beyond that a random sample of them
 * is kept, from which {@link #candidates} come; the rows are then counted against those in a second
 * pass, and {@link NumericReference#recounted} makes the reference: its counts are exact, only
 * where its points lie is left to the sample. Texts are counted while there are at most {@link
 * Limits#distinctTexts} different ones.
 */
public final class ColumnScan {

  /**
   * How much is kept.
   *
   * @param distinctNumbers different numbers counted one by one
   * @param sampledNumbers numbers sampled beyond that
   * @param distinctTexts different texts counted
   */
  public record Limits(int distinctNumbers, int sampledNumbers, int distinctTexts) {}

  private final Limits limits;
  private final ValueCounts numbers;
  private final ValueSample sample;
  private Map<String, Long> texts = new HashMap<>();
  private long missing;
  private long nan;
  private long numberCount;
  private long textCount;
  private boolean whole = true;
  private boolean textRepeated;
  private boolean textsOverflowed;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private boolean positiveInfinity;
  private boolean negativeInfinity;
  private String firstText;
  private long firstTextRow = Long.MAX_VALUE;

  /**
   * Starts an empty scan.
   *
   * @param limits how much to keep
   */
  public ColumnScan(Limits limits) {
    this.limits = limits;
    this.numbers = new ValueCounts(limits.distinctNumbers);
    this.sample = new ValueSample(limits.sampledNumbers);
  }

  /**
   * A hash to be given with the values of a row.
   *
   * @param row a number that no other row has
   * @return its hash
   */
  public static long rowHash(long row) {
    return ValueSample.hash(row);
  }

  /**
   * Takes a number.
   *
   * @param value any double; NaN is counted apart
   * @param rowHash {@link #rowHash} of its row
   */
  public void accept(double value, long rowHash) {
    if (Double.isNaN(value)) {
      nan++;
      return;
    }
    numberCount++;
    numbers.add(value, 1);
    sample.add(value, rowHash);
    if (Math.abs(value) <= Double.MAX_VALUE) {
      min = Math.min(min, value);
      max = Math.max(max, value);
      whole = whole && value == Math.rint(value);
    } else {
      positiveInfinity = positiveInfinity || value > 0;
      negativeInfinity = negativeInfinity || value < 0;
    }
  }

  /**
   * Takes a text.
   *
   * @param text any text
   * @param row the number of its row
   */
  public void accept(String text, long row) {
    textCount++;
    if (row < firstTextRow) {
      firstTextRow = row;
      firstText = text;
    }
    if (!textsOverflowed) {
      count(CategoryText.of(text), 1);
    }
  }

  private void count(String text, long times) {
    long now = texts.merge(text, times, Long::sum);
    textRepeated = textRepeated || now > 1;
    if (texts.size() > limits.distinctTexts) {
      textsOverflowed = true;
      texts = new HashMap<>();
    }
  }

  /** Takes a missing value. */
  public void acceptMissing() {
    missing++;
  }

  /**
   * Adds what another scan found.
   *
   * @param other of other rows, with the same limits
   */
  public void combine(ColumnScan other) {
    numbers.combine(other.numbers);
    sample.combine(other.sample);
    missing += other.missing;
    nan += other.nan;
    numberCount += other.numberCount;
    textCount += other.textCount;
    whole = whole && other.whole;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    positiveInfinity = positiveInfinity || other.positiveInfinity;
    negativeInfinity = negativeInfinity || other.negativeInfinity;
    textRepeated = textRepeated || other.textRepeated;
    textsOverflowed = textsOverflowed || other.textsOverflowed;
    texts = textsOverflowed ? new HashMap<>() : texts;
    for (Map.Entry<String, Long> text : other.texts.entrySet()) {
      if (!textsOverflowed) {
        count(text.getKey(), text.getValue());
      }
    }
    if (other.firstTextRow < firstTextRow) {
      firstTextRow = other.firstTextRow;
      firstText = other.firstText;
    }
  }

  /**
   * The values that are there: numbers, NaN and texts.
   *
   * @return 0 or more
   */
  public long present() {
    return numberCount + nan + textCount;
  }

  /**
   * Values that were missing.
   *
   * @return 0 or more
   */
  public long missing() {
    return missing;
  }

  /**
   * Numbers, NaN among them.
   *
   * @return 0 or more
   */
  public long numbers() {
    return numberCount + nan;
  }

  /**
   * Numbers without NaN: the values of a numeric column that count.
   *
   * @return 0 or more
   */
  public long usableNumbers() {
    return numberCount;
  }

  /**
   * Texts.
   *
   * @return 0 or more
   */
  public long texts() {
    return textCount;
  }

  /**
   * Whether there are finite numbers and all are whole.
   *
   * @return true when so
   */
  public boolean whole() {
    return whole && min <= max;
  }

  /**
   * Different numbers and texts, as far as they were counted.
   *
   * @return 0 or more
   */
  public long distinct() {
    return (long) numbers.distinct() + (textsOverflowed ? limits.distinctTexts : texts.size());
  }

  /**
   * Whether there are more different values than {@link #distinct} says.
   *
   * @return true when a limit was passed
   */
  public boolean distinctCapped() {
    return numbers.overflowed() || textsOverflowed;
  }

  /**
   * Whether there are more different numbers than are counted one by one, so that a second pass is
   * needed.
   *
   * @return true when so
   */
  public boolean numbersOverflowed() {
    return numbers.overflowed();
  }

  /**
   * Whether there are too many different texts for categories.
   *
   * @return true when so
   */
  public boolean textsOverflowed() {
    return textsOverflowed;
  }

  /**
   * Whether no value came twice, as far as different ones were counted.
   *
   * @return true when so
   */
  public boolean unique() {
    return !numbers.repeated() && !textRepeated && present() > 0;
  }

  /**
   * The text of the first row that has one.
   *
   * @return the text; null when there is none
   */
  public String firstText() {
    return firstText;
  }

  /**
   * The number of the first row that has a text.
   *
   * @return the number given with it; meaningless when there is none
   */
  public long firstTextRow() {
    return firstTextRow;
  }

  /**
   * The numbers as a reference; texts count as invalid.
   *
   * @param name the column's name
   * @param role its role
   * @param resolution the most points to keep
   * @return a reference with exact counts
   * @throws IllegalStateException if {@link #numbersOverflowed}
   */
  public NumericReference numeric(String name, FeatureRole role, int resolution) {
    if (numbers.overflowed()) {
      throw new IllegalStateException("the numbers of '" + name + "' need a second pass");
    }
    return numbers.sorted().reference(name, role, resolution, new Lost(missing, nan + textCount));
  }

  /**
   * Points to count against in a second pass, with the ends of the column among them; the counts of
   * this reference mean nothing.
   *
   * @param name the column's name
   * @param role its role
   * @param most the most points
   * @return a reference to count against
   */
  public NumericReference candidates(String name, FeatureRole role, int most) {
    double[] values = sample.values();
    double[] ends = {
      min, max, negativeInfinity ? Double.NEGATIVE_INFINITY : max, positiveInfinity ? 1 / 0.0 : max
    };
    double[] all = new double[values.length + ends.length];
    System.arraycopy(values, 0, all, 0, values.length);
    System.arraycopy(ends, 0, all, values.length, ends.length);
    return NumericReference.of(name, role, all, most, 0);
  }

  /**
   * The texts as a reference; NaN counts as invalid.
   *
   * @param name the column's name
   * @param role its role
   * @param maxCategories the most to keep apart
   * @return a reference with exact counts
   * @throws IllegalStateException if there are numbers too, or too many different texts
   */
  public CategoricalReference categorical(String name, FeatureRole role, int maxCategories) {
    if (textsOverflowed || numberCount > 0) {
      throw new IllegalStateException("'" + name + "' was not scanned as texts, or has too many");
    }
    return CategoricalReference.of(name, role, texts, maxCategories, missing, nan);
  }

  /**
   * Location and scale that a second pass found.
   *
   * @param mean mean of the finite numbers; NaN when there are none
   * @param standardDeviation of the finite numbers about their mean, as a population
   * @return with the smallest and the largest finite number of this scan
   */
  public Moments moments(double mean, double standardDeviation) {
    boolean finite = min <= max;
    return new Moments(
        mean, standardDeviation, finite ? min + 0.0 : Double.NaN, finite ? max + 0.0 : Double.NaN);
  }
}
