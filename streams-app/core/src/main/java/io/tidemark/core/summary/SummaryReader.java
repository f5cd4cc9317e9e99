// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.RiceReader;
import io.tidemark.core.bytes.RiceWriter;
import io.tidemark.core.bytes.StableHash;
import io.tidemark.core.reference.CategoryText;

/** Reads one chunk; {@link SummaryCodec} draws the layout. */
final class SummaryReader {

  private final ByteReader in;
  private final WindowSummary target;
  private final boolean apply;

  /** What the check has found of each feature: counted nowhere yet, but all of it will be. */
  private final long[] checked;

  private int packedForms;
  private int feature;

  /** A reader that adds to the target, or only checks when not to {@code apply}. */
  SummaryReader(byte[] chunk, WindowSummary target, boolean apply) {
    this.in = new ByteReader(chunk, "window summary");
    this.target = target;
    this.apply = apply;
    this.checked = new long[target.profile().size()];
  }

  void read() {
    int version = SummaryCodec.readVersion(in);
    int flagsEnd = SummaryCodec.flagsEnd(version);
    packedForms = SummaryCodec.packedForms(version);
    String id = SummaryCodec.readProfileId(in);
    if (!id.equals(target.profile().id())) {
      throw new IllegalArgumentException(
          "the window summary was counted against the reference '%s', not against '%s' of %s"
              .formatted(id, target.profile().id(), target.profile().modelVersion()));
    }
    long observations = in.readCount();
    long unknownFeatures = in.readCount();
    if (apply) {
      target.addTotals(observations, unknownFeatures);
    }
    while (in.remaining() > 0) {
      feature = in.readBelow(target.profile().size(), "a feature index");
      int flags = in.readBelow(flagsEnd, "flags");
      if (target.feature(feature) instanceof NumericSummary numeric) {
        readNumeric(numeric, flags);
      } else {
        readCategorical((CategoricalSummary) target.feature(feature), flags);
      }
    }
  }

  private long readIf(int flags, int flag) {
    return (flags & flag) != 0 ? in.readCount() : 0;
  }

  private void readNumeric(NumericSummary numeric, int flags) {
    if ((flags & SummaryCodec.UNSEEN) != 0) {
      throw in.corrupt("unseen categories of the numeric feature " + numeric.reference().name());
    }
    long missing = readIf(flags, SummaryCodec.MISSING);
    long nan = readIf(flags, SummaryCodec.NAN);
    long mismatched = readIf(flags, SummaryCodec.MISMATCHED);
    long positive = readIf(flags, SummaryCodec.INFINITE);
    long negative = readIf(flags, SummaryCodec.INFINITE);
    if (apply) {
      numeric.addLost(missing, nan, mismatched);
      numeric.addInfinities(positive, negative);
    }
    if ((flags & SummaryCodec.FEW) != 0) {
      readFew(numeric, flags);
    } else if ((flags & SummaryCodec.IN_CELLS) != 0
        && (flags & (SummaryCodec.CELLS | SummaryCodec.PACKED)) == 0) {
      throw in.corrupt("numbers without cells of " + numeric.reference().name());
    }
    if ((flags & SummaryCodec.MANY_FINITE) != 0) {
      readFinite(numeric, flags & SummaryCodec.MANY_FINITE);
    }
    boolean withSums = (flags & SummaryCodec.SUMS) != 0;
    boolean withCells = (flags & SummaryCodec.CELLS) != 0;
    boolean packed = (flags & SummaryCodec.PACKED) != 0;
    if (withSums && (packed || !withCells)) {
      throw in.corrupt("sums without cells of " + numeric.reference().name());
    }
    if (apply && (packed || withCells) && !withSums) {
      numeric.forgetIntervalSums();
    }
    if (withCells) {
      readCells(cells(numeric), withSums ? numeric : null);
    }
    if (packed) {
      readPacked(cells(numeric));
    }
  }

  /** What cells are added to; what is only checked stays as it is. */
  private CellCounts cells(NumericSummary numeric) {
    return apply ? numeric.openCells() : numeric.cells();
  }

  private void readFew(NumericSummary numeric, int flags) {
    if ((flags & ~SummaryCodec.WITH_FEW) != 0) {
      throw in.corrupt("numbers twice of " + numeric.reference().name());
    }
    int count = in.readBelow(HeldNumbers.FEW, "a count of numbers") + 1;
    for (int i = 0; i < count; i++) {
      double number = in.readDouble();
      if (Double.isNaN(number)) {
        throw in.corrupt("NaN among the numbers of " + numeric.reference().name());
      }
      if (apply) {
        numeric.accept(number);
      }
    }
  }

  private void readFinite(NumericSummary numeric, int form) {
    double min = in.readDouble();
    double max = form == SummaryCodec.ONE_FINITE ? min : in.readDouble();
    if (!(min <= max) || Double.isInfinite(min) || Double.isInfinite(max)) {
      throw in.corrupt("a range of finite values from " + min + " to " + max);
    }
    if (apply) {
      numeric.moments().include(min, max);
    }
    if (form == SummaryCodec.MANY_FINITE) {
      ExactSum.read(in, apply ? numeric.moments().sum() : null);
      ExactSum.read(in, apply ? numeric.moments().squares() : null);
      long overflowed = in.readCount();
      if (apply) {
        numeric.moments().addOverflowedSquares(overflowed);
      }
    } else if (apply) {
      numeric.moments().addToSums(min);
      if (form == SummaryCodec.TWO_FINITE) {
        numeric.moments().addToSums(max);
      }
    }
  }

  /** Reads cells and, of the feature that has them, sums. */
  private void readCells(CellCounts cells, NumericSummary summed) {
    int cell = -1;
    for (long head = in.readCount(); head != 0; head = in.readCount()) {
      long gap = head >>> 1;
      if (gap == 0 || gap >= cells.size() - cell) {
        throw in.corrupt("a cell beyond the " + cells.size() + " of the reference");
      }
      cell += (int) gap;
      long count = (head & 1) == 0 ? 1 : in.readCount() + 2;
      add(cells, cell, count, 1);
      if (summed != null && cell % 2 == 0) {
        readSum(summed, cell, count);
      }
    }
  }

  /** Adds a count, of which there must be at least so much. */
  private void add(CellCounts cells, int cell, long count, int least) {
    if (count < least || count > room(cells)) {
      throw in.corrupt("a count that overflows");
    }
    if (apply) {
      cells.add(cell, count);
    } else {
      checked[feature] += count;
    }
  }

  /** The most that can still be added. */
  private long room(CellCounts cells) {
    return Long.MAX_VALUE - cells.total() - checked[feature];
  }

  private void readPacked(CellCounts cells) {
    int form = in.readBelow(packedForms, "places");
    PackedPlaces places = PackedPlaces.of(form % PackedPlaces.FORMS, cells.size());
    if (form < PackedPlaces.FORMS) {
      readApart(cells, places);
    } else {
      readEvery(cells, places);
    }
  }

  private void readApart(CellCounts cells, PackedPlaces places) {
    int gapParameter = in.readBelow(RiceWriter.LARGEST_PARAMETER + 1, "a parameter");
    int countParameter = in.readBelow(RiceWriter.LARGEST_PARAMETER + 1, "a parameter");
    RiceReader numbers = new RiceReader(in);
    for (int place = 0; ; place++) {
      long gap = numbers.read(gapParameter);
      if (gap < 0 || gap > places.count() - place) {
        throw in.corrupt("a cell beyond the " + cells.size() + " of the reference");
      }
      place += (int) gap;
      if (place == places.count()) {
        numbers.finish();
        return;
      }
      add(cells, places.cell(place), numbers.read(countParameter) + 1, 1);
    }
  }

  private void readEvery(CellCounts cells, PackedPlaces places) {
    int parameter = in.readBelow(RiceWriter.LARGEST_PARAMETER + 1, "a parameter");
    RiceReader numbers = new RiceReader(in);
    if (apply) {
      cells.spread();
    }
    int end = places.cell(places.count());
    for (int cell = places.first(); cell < end; cell += places.step()) {
      add(cells, cell, numbers.read(parameter), 0);
    }
    numbers.finish();
  }

  private void readSum(NumericSummary numeric, int cell, long count) {
    if (numeric.intervals() != null) {
      numeric.intervals().read(in, cell / 2, count, apply);
    } else {
      boolean outermost = cell == 0 || cell == numeric.reference().cells() - 1;
      IntervalSums.skip(in, outermost, count);
    }
  }

  private void readCategorical(CategoricalSummary categorical, int flags) {
    int counts = SummaryCodec.CELLS | SummaryCodec.PACKED | SummaryCodec.UNSEEN;
    int legal = SummaryCodec.MISSING | SummaryCodec.NAN | counts;
    if ((flags & ~legal) != 0) {
      throw in.corrupt("numbers of the categorical feature " + categorical.reference().name());
    }
    long missing = readIf(flags, SummaryCodec.MISSING);
    long nan = readIf(flags, SummaryCodec.NAN);
    if (apply) {
      categorical.missing += missing;
      categorical.nan += nan;
    }
    if ((flags & SummaryCodec.CELLS) != 0) {
      readCells(categorical.seen, null);
    }
    if ((flags & SummaryCodec.PACKED) != 0) {
      readPacked(categorical.seen);
    }
    if ((flags & SummaryCodec.UNSEEN) != 0) {
      readUnseen(categorical);
    }
  }

  private void readUnseen(CategoricalSummary categorical) {
    long other = in.readCount();
    if (apply) {
      categorical.unseen.addOther(other);
    }
    String category = null;
    long time = 0;
    for (int mark = in.readBelow(4, "a mark"); mark != 0; mark = in.readBelow(4, "a mark")) {
      if (mark == SummaryCodec.CELL) {
        time += in.readSignedVarint();
        readCell(categorical, category, time);
        continue;
      }
      category = readUnseenCategory(categorical);
      long count = mark == SummaryCodec.IN_TABLE ? in.readCount() : 0;
      if (apply && count > 0) {
        categorical.unseen.add(category, count);
      }
    }
  }

  private String readUnseenCategory(CategoricalSummary categorical) {
    String text = in.readText();
    if (text.length() > CategoryText.MAX_LENGTH || categorical.reference().indexOf(text) >= 0) {
      throw in.corrupt("an unseen category that cannot be one");
    }
    return text;
  }

  private void readCell(CategoricalSummary categorical, String category, long time) {
    long count = in.readCount();
    if (category == null) {
      throw in.corrupt("a sampled value before its category");
    }
    if (apply) {
      categorical.unseen.sample().add(category, StableHash.of(category), time, count);
    }
  }
}
