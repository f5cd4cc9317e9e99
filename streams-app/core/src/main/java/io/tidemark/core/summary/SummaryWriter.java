// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.core.bytes.RiceWriter;
import java.util.ArrayList;
import java.util.List;

/** Writes one summary as chunks; {@link SummaryCodec} draws the layout. */
final class SummaryWriter implements CellCounts.Sink {

  /** The most bytes of a cell with its count, and of the zero after the last. */
  private static final int CELL_ROOM = 5 + 10 + 1;

  /** The most bytes of a feature's index, its flags, and counts of what is no number. */
  private static final int LOST_ROOM = 5 + 2 + 3 * 10;

  /** The most bytes of numbers that are written as they are. */
  private static final int FEW_ROOM = 1 + HeldNumbers.FEW * Double.BYTES;

  private final WindowSummary summary;
  private final int maxChunkBytes;
  private final ByteWriter out = new ByteWriter(512);
  private final List<byte[]> chunks = new ArrayList<>(1);
  private int headEnd;
  private int feature;
  private int lastCell;
  private IntervalSums sums;
  private CellCounts.Filled filled;

  SummaryWriter(WindowSummary summary, int maxChunkBytes) {
    this.summary = summary;
    this.maxChunkBytes = maxChunkBytes;
  }

  List<byte[]> write() {
    beginChunk(summary.observations(), summary.unknownFeatures());
    for (feature = 0; feature < summary.profile().size(); feature++) {
      if (summary.feature(feature) instanceof NumericSummary numeric) {
        write(numeric);
      } else {
        write((CategoricalSummary) summary.feature(feature));
      }
    }
    chunks.add(out.toByteArray());
    return chunks;
  }

  private void beginChunk(long observations, long unknownFeatures) {
    out.clear();
    SummaryCodec.writeProfileId(out, summary.profile().id());
    out.writeVarint(observations);
    out.writeVarint(unknownFeatures);
    headEnd = out.size();
  }

  /** Ends the chunk and begins the next. */
  private void nextChunk() {
    chunks.add(out.toByteArray());
    beginChunk(0, 0);
  }

  private void write(NumericSummary numeric) {
    double[] few = numeric.few();
    if (few != null) {
      write(numeric, few);
      return;
    }
    int flags = flags(numeric);
    if (flags == 0) {
      return;
    }
    int start = out.size();
    writeHead(numeric, flags);
    if (out.size() + CELL_ROOM > maxChunkBytes && start > headEnd) {
      out.truncate(start);
      nextChunk();
      writeHead(numeric, flags);
    }
    if ((flags & SummaryCodec.PACKED) != 0) {
      new PackedWriter(numeric.cells()).write();
    } else if ((flags & SummaryCodec.CELLS) != 0) {
      sums = numeric.intervals();
      writeCells(numeric.cells());
      sums = null;
    }
  }

  /** Numbers as they are; nothing of the summary is counted for that. */
  private void write(NumericSummary numeric, double[] few) {
    int flags = lostFlags(numeric) | (few.length > 0 ? SummaryCodec.FEW : 0);
    if (flags == 0) {
      return;
    }
    if (out.size() + LOST_ROOM + FEW_ROOM > maxChunkBytes && out.size() > headEnd) {
      nextChunk();
    }
    writeLost(numeric, flags);
    if (few.length > 0) {
      out.writeVarint(few.length - 1L);
      for (double number : few) {
        out.writeDouble(number);
      }
    }
  }

  private static int lostFlags(NumericSummary numeric) {
    int flags = numeric.missing() > 0 ? SummaryCodec.MISSING : 0;
    flags |= numeric.nan() > 0 ? SummaryCodec.NAN : 0;
    return flags | (numeric.mismatched() > 0 ? SummaryCodec.MISMATCHED : 0);
  }

  private int flags(NumericSummary numeric) {
    int flags = lostFlags(numeric);
    long infinities = numeric.positiveInfinities() + numeric.negativeInfinities();
    flags |= infinities > 0 ? SummaryCodec.INFINITE : 0;
    if (numeric.intervals() == null) {
      flags |= cellFlags(numeric.cells());
    } else if (numeric.count() > 0) {
      flags |= SummaryCodec.CELLS | SummaryCodec.SUMS;
    }
    return flags | (int) Math.min(3, numeric.finite()) * SummaryCodec.ONE_FINITE;
  }

  private int cellFlags(CellCounts cells) {
    if (cells.total() == 0) {
      return 0;
    }
    filled = cells.filled();
    return filled.even() + filled.odd() < SummaryCodec.PACKED_FROM
        ? SummaryCodec.CELLS
        : SummaryCodec.PACKED;
  }

  private void writeLost(NumericSummary numeric, int flags) {
    out.writeVarint(feature);
    out.writeVarint(flags);
    writeIf(flags, SummaryCodec.MISSING, numeric.missing());
    writeIf(flags, SummaryCodec.NAN, numeric.nan());
    writeIf(flags, SummaryCodec.MISMATCHED, numeric.mismatched());
  }

  private void writeHead(NumericSummary numeric, int flags) {
    writeLost(numeric, flags);
    writeIf(flags, SummaryCodec.INFINITE, numeric.positiveInfinities());
    writeIf(flags, SummaryCodec.INFINITE, numeric.negativeInfinities());
    if ((flags & SummaryCodec.MANY_FINITE) != 0) {
      out.writeDouble(numeric.min());
    }
    if ((flags & SummaryCodec.TWO_FINITE) != 0) {
      out.writeDouble(numeric.max());
    }
    if ((flags & SummaryCodec.MANY_FINITE) == SummaryCodec.MANY_FINITE) {
      numeric.moments().sum().write(out);
      numeric.moments().squares().write(out);
      out.writeVarint(numeric.moments().overflowedSquares());
    }
  }

  private void writeIf(int flags, int flag, long value) {
    if ((flags & flag) != 0) {
      out.writeVarint(value);
    }
  }

  private void writeCells(CellCounts cells) {
    lastCell = -1;
    cells.forEach(this);
    out.writeByte(0);
  }

  @Override
  public void accept(int cell, long count) {
    int room = sums == null ? CELL_ROOM : CELL_ROOM + IntervalSums.ROOM;
    if (out.size() + room > maxChunkBytes) {
      out.writeByte(0);
      nextChunk();
      out.writeVarint(feature);
      out.writeVarint(SummaryCodec.CELLS | (sums == null ? 0 : SummaryCodec.SUMS));
      lastCell = -1;
    }
    long gap = (long) cell - lastCell;
    lastCell = cell;
    if (count == 1) {
      out.writeVarint(2 * gap);
    } else {
      out.writeVarint(2 * gap + 1);
      out.writeVarint(count - 2);
    }
    if (sums != null && cell % 2 == 0) {
      sums.write(out, cell / 2, count);
    }
  }

  private void write(CategoricalSummary categorical) {
    int flags = categorical.missing > 0 ? SummaryCodec.MISSING : 0;
    flags |= categorical.nan > 0 ? SummaryCodec.NAN : 0;
    flags |= cellFlags(categorical.seen);
    if (flags != 0) {
      int start = out.size();
      writeHead(categorical, flags);
      if (out.size() + CELL_ROOM > maxChunkBytes && start > headEnd) {
        out.truncate(start);
        nextChunk();
        writeHead(categorical, flags);
      }
      if ((flags & SummaryCodec.PACKED) != 0) {
        new PackedWriter(categorical.seen).write();
      } else if ((flags & SummaryCodec.CELLS) != 0) {
        writeCells(categorical.seen);
      }
    }
    if (categorical.unseen.total() > 0) {
      writeUnseen(categorical.unseen);
    }
  }

  private void writeHead(CategoricalSummary categorical, int flags) {
    out.writeVarint(feature);
    out.writeVarint(flags);
    writeIf(flags, SummaryCodec.MISSING, categorical.missing);
    writeIf(flags, SummaryCodec.NAN, categorical.nan);
  }

  private void writeUnseen(UnseenCategories unseen) {
    new UnseenWriter(unseen).write();
  }

  /**
   * Writes the cells that {@link #filled} tells of as bits: the count of every place, if by their
   * sums that takes no more than counts and gaps of those that have one, and if it fits into this
   * chunk; else these.
   */
  private final class PackedWriter implements CellCounts.Sink {
    private final CellCounts cells;
    private final PackedPlaces places;
    private final RiceWriter bits = new RiceWriter(out);
    private final int gapParameter;
    private final int countParameter;
    private final long bitsWithGaps;
    private int nextPlace;

    PackedWriter(CellCounts cells) {
      this.cells = cells;
      int cellsFilled = filled.even() + filled.odd();
      places = PackedPlaces.of(filled, cells.size());
      int empty = places.count() - cellsFilled;
      long more = cells.total() - cellsFilled;
      gapParameter = RiceWriter.parameter(empty, cellsFilled);
      countParameter = RiceWriter.parameter(more, cellsFilled);
      bitsWithGaps =
          RiceWriter.bits(empty, cellsFilled + 1L, gapParameter)
              + RiceWriter.bits(more, cellsFilled, countParameter);
    }

    void write() {
      int parameter = RiceWriter.parameter(cells.total(), places.count());
      long bitsOfAll = RiceWriter.bits(cells.total(), places.count(), parameter);
      if (bitsOfAll > bitsWithGaps || !writeEvery(parameter)) {
        begin();
        cells.forEach(this);
        end();
      }
    }

    /** Writes all places, or nothing if they do not fit in this chunk. */
    private boolean writeEvery(int parameter) {
      int start = out.size();
      // Changes nothing: where a log will do, an eighth of all cells at most, gaps are shorter.
      cells.spread();
      out.writeByte(PackedPlaces.FORMS + places.form());
      out.writeByte(parameter);
      int end = places.cell(places.count());
      for (int cell = places.first(); cell < end; cell += places.step()) {
        bits.write(cells.at(cell), parameter);
      }
      bits.finish();
      if (out.size() <= maxChunkBytes) {
        return true;
      }
      out.truncate(start);
      return false;
    }

    private void begin() {
      out.writeByte(places.form());
      out.writeByte(gapParameter);
      out.writeByte(countParameter);
      nextPlace = 0;
    }

    private void end() {
      bits.write(places.count() - nextPlace, gapParameter);
      bits.finish();
    }

    @Override
    public void accept(int cell, long count) {
      if (out.size() + RiceWriter.HELD + 3 * RiceWriter.ROOM > maxChunkBytes) {
        end();
        nextChunk();
        out.writeVarint(feature);
        out.writeVarint(SummaryCodec.PACKED);
        begin();
      }
      int place = places.place(cell);
      bits.write(place - nextPlace, gapParameter);
      bits.write(count - 1, countParameter);
      nextPlace = place + 1;
    }
  }

  /**
   * Writes a part of its own. An item is never longer than half the smallest chunk; where a chunk
   * ends within the cells of a category, the next one names it again.
   */
  private final class UnseenWriter {
    private final UnseenCategories unseen;
    private final List<UnseenSample.Cell> cells;
    private int nextCell;
    private long lastTime;

    UnseenWriter(UnseenCategories unseen) {
      this.unseen = unseen;
      this.cells = unseen.sample().byCategory();
    }

    void write() {
      if (out.size() + CELL_ROOM + CELL_ROOM > maxChunkBytes) {
        nextChunk();
      }
      begin(unseen.other());
      for (int i = 0; i < unseen.size(); i++) {
        String category = unseen.text(i);
        while (nextCell < cells.size() && unseen.isBefore(cells.get(nextCell).category(), i)) {
          writeSampled(cells.get(nextCell).category());
        }
        writeEntry(category, unseen.count(i));
        writeCells(category);
      }
      while (nextCell < cells.size()) {
        writeSampled(cells.get(nextCell).category());
      }
      out.writeByte(0);
    }

    private void begin(long other) {
      out.writeVarint(feature);
      out.writeVarint(SummaryCodec.UNSEEN);
      out.writeVarint(other);
      lastTime = 0;
    }

    private void writeEntry(String category, long count) {
      int start = out.size();
      putEntry(category, count);
      if (out.size() + 1 > maxChunkBytes) {
        startAgain(start);
        putEntry(category, count);
      }
    }

    private void putEntry(String category, long count) {
      out.writeByte(count > 0 ? SummaryCodec.IN_TABLE : SummaryCodec.IN_SAMPLE);
      out.writeText(category);
      if (count > 0) {
        out.writeVarint(count);
      }
    }

    private void startAgain(int end) {
      out.truncate(end);
      out.writeByte(0);
      nextChunk();
      begin(0);
    }

    private void writeSampled(String category) {
      writeEntry(category, 0);
      writeCells(category);
    }

    private void writeCells(String category) {
      while (nextCell < cells.size() && cells.get(nextCell).category().equals(category)) {
        UnseenSample.Cell cell = cells.get(nextCell++);
        int start = out.size();
        putCell(cell);
        if (out.size() + 1 > maxChunkBytes) {
          startAgain(start);
          putEntry(category, 0);
          putCell(cell);
        }
        lastTime = cell.time();
      }
    }

    private void putCell(UnseenSample.Cell cell) {
      out.writeByte(SummaryCodec.CELL);
      out.writeSignedVarint(cell.time() - lastTime);
      out.writeVarint(cell.count());
    }
  }
}
