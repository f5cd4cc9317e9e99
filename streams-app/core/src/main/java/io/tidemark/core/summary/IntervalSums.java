// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.core.reference.NumericReference;
import java.util.Arrays;

/**
 * The sum of the finite values of each open interval between a reference's points. Order and
 * grouping do not matter.
 *
 * <p>Between points a and b a value counts as the integer ⌊(v − a)/(b − a) · 2^52⌋, so its place is
 * known to 2^-52 of the interval and sums of integers are exact. Beyond the outermost points there
 * is no such unit: an {@link ExactSum} takes the values themselves. An interval of infinite width
 * has no sum; nothing that is finite could be computed from it.
 *
 * <pre>{@code
 * sum of an interval of count values
 *          inner: low 62 bits: varint | the rest: varint, when count is 1024 or more
 *          outermost: see ExactSum
 * }</pre>
 */
final class IntervalSums {

  /** The most bytes of one sum. */
  static final int ROOM = 340;

  private static final double SCALE = 0x1p52;
  private static final int LOW_BITS = 62;
  private static final long LOW = (1L << LOW_BITS) - 1;
  private static final long MANY = 1L << (LOW_BITS - 52);

  private final NumericReference reference;
  private final int last;
  private final long[] low;
  private long[] high;
  private final ExactSum below = new ExactSum();
  private final ExactSum above = new ExactSum();

  IntervalSums(NumericReference reference) {
    this.reference = reference;
    this.last = reference.points();
    this.low = new long[last + 1];
  }

  private ExactSum outermost(int interval) {
    return interval == 0 ? below : interval == last ? above : null;
  }

  private double width(int interval) {
    return reference.point(interval) - reference.point(interval - 1);
  }

  /** Adds a finite value that lies in an open interval. */
  void add(int interval, double value) {
    if (interval == 0 || interval == last) {
      outermost(interval).add(value);
      return;
    }
    double from = reference.point(interval - 1);
    double width = reference.point(interval) - from;
    if (width <= Double.MAX_VALUE) {
      addInner(interval, (long) ((value - from) / width * SCALE), 0);
    }
  }

  private void addInner(int interval, long ofLow, long ofHigh) {
    long sum = low[interval] + ofLow;
    low[interval] = sum & LOW;
    long more = (sum >>> LOW_BITS) + ofHigh;
    if (more != 0) {
      if (high == null) {
        high = new long[low.length];
      }
      high[interval] += more;
    }
  }

  private long high(int interval) {
    return high == null ? 0 : high[interval];
  }

  void add(IntervalSums other) {
    below.add(other.below);
    above.add(other.above);
    for (int i = 1; i < last; i++) {
      addInner(i, other.low[i], other.high(i));
    }
  }

  void clear() {
    below.clear();
    above.clear();
    Arrays.fill(low, 0);
    high = null;
  }

  /** The sum of the values of an interval that has so many; NaN when its width is infinite. */
  double sum(int interval, long count) {
    ExactSum outermost = outermost(interval);
    if (outermost != null) {
      return outermost.value();
    }
    double width = width(interval);
    if (count == 0 || !(width <= Double.MAX_VALUE)) {
      return count == 0 ? 0 : Double.NaN;
    }
    double parts = (high(interval) * 0x1p62 + low[interval]) / SCALE;
    return count * reference.point(interval - 1) + parts * width;
  }

  void write(ByteWriter out, int interval, long count) {
    ExactSum outermost = outermost(interval);
    if (outermost != null) {
      outermost.write(out);
      return;
    }
    out.writeVarint(low[interval]);
    if (count >= MANY) {
      out.writeVarint(high(interval));
    }
  }

  /** Adds the sum of an interval from its bytes, or only checks them when not to apply. */
  void read(ByteReader in, int interval, long count, boolean apply) {
    ExactSum outermost = outermost(interval);
    if (outermost != null) {
      ExactSum.read(in, apply ? outermost : null);
      return;
    }
    long ofLow = in.readCount();
    long ofHigh = count >= MANY ? in.readCount() : 0;
    if (ofLow > LOW || ofHigh > count / MANY) {
      throw in.corrupt("a sum larger than its " + count + " values allow");
    }
    if (apply) {
      addInner(interval, ofLow, ofHigh);
    }
  }

  /** Checks and drops the sum of an interval. */
  static void skip(ByteReader in, boolean outermost, long count) {
    if (outermost) {
      ExactSum.read(in, null);
      return;
    }
    in.readCount();
    if (count >= MANY) {
      in.readCount();
    }
  }
}
