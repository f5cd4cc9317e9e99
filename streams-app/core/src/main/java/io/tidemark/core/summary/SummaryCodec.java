// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.core.bytes.CorruptBytesException;
import io.tidemark.core.reference.ReferenceProfile;
import java.util.HexFormat;
import java.util.List;

/**
 * The binary form of a {@link WindowSummary}, in chunks that are summaries themselves, and with its
 * writer and reader the only place that knows it. Stateless.
 *
 * <pre>{@code
 * chunk    version: byte = 5 | id length: byte, 0 or 8 | id of the profile: bytes
 *          | observations: varint | unknown features: varint | part ... to the end
 * part     feature: varint, its index in the profile | flags: varint
 *          | 1: missing: varint | 2: NaN: varint | 4: mismatched: varint
 *          | 8: +infinities: varint, -infinities: varint
 *          | 16: one finite value: double
 *          | 32: two finite values: smaller: double, larger: double
 *          | 48: more: min: double, max: double, sum, squares, overflowed squares: varint
 *          | 64: cells | 128: unseen | 256: each cell between points is followed by its sum
 *          | 512: packed instead of cells: four cells or more, and no sums
 *          | 1024: few, instead of all from 8 on
 * few      how many, less one: varint | number: double ...    all numbers, ascending, at most 16
 * cells    (gap * 2: varint, when the count is 1; else gap * 2 + 1: varint, count - 2: varint) ... | 0
 *          gap: from the cell before, the first from -1; cells without values are left out
 * packed   places: byte = 0: all cells, 1: those with an even number, 2: with an odd one
 *          | k: byte, l: byte | bits: those of RiceWriter, to a full byte
 *          (gap, parameter k | count - 1, parameter l) ... | gap to the place after the last
 *          gap: places without values between this one and the one before, or the begin
 *      or  places: byte = 3, 4, 5: as 0, 1, 2 | k: byte | bits: the count of every place, parameter k
 * unseen   other: varint | item ... | 0
 * item     1 | category: text | count: varint      a category of the table
 *          2 | category: text                      another one, of the sample
 *          3 | time: signed varint, from the item 3 before, the first from 0 | count: varint
 *                                                  a cell of the sample, of the category before it
 * sum      see ExactSum, and IntervalSums for those of cells; else of the distances that NumericSummary describes, and of their squares
 * }</pre>
 *
 * <p>Varint, double and text are those of {@link ByteWriter}. A feature that counted nothing has no
 * part; one that does not fit in a chunk goes on in the next with only its remaining cells or
 * categories. A feature's sums are known only while all that was added to it had them, or was few
 * numbers. Observations and unknown features stand in the first chunk only. Equal summaries have
 * equal bytes, but for few numbers that came from version 1, 2 or 3.
 *
 * <p>Version 4 had gaps in all packed cells. Version 3 wrote few numbers as cells too. Version 2
 * had no packed cells. Version 1 had no items 2 and 3, and a table of 64 categories. All are still
 * read; what version 1 counted as other is then in no sample, and the number of distinct unseen
 * categories is a lower bound where there were more than 64.
 */
public final class SummaryCodec {

  /** The smallest legal bound for a chunk, in bytes. */
  public static final int MIN_CHUNK_BYTES = 1024;

  static final int VERSION = 5;
  static final int IN_TABLE = 1;
  static final int IN_SAMPLE = 2;
  static final int CELL = 3;
  static final int MISSING = 1;
  static final int NAN = 2;
  static final int MISMATCHED = 4;
  static final int INFINITE = 8;
  static final int ONE_FINITE = 16;
  static final int TWO_FINITE = 32;
  static final int MANY_FINITE = ONE_FINITE | TWO_FINITE;
  static final int CELLS = 64;
  static final int UNSEEN = 128;
  static final int SUMS = 256;
  static final int PACKED = 512;
  static final int FEW = 1024;

  /** The flags of numbers that are in cells too. */
  static final int IN_CELLS = INFINITE | MANY_FINITE;

  /** The flags that numbers as they are may stand with. */
  static final int WITH_FEW = FEW | MISSING | NAN | MISMATCHED;

  /** Fewer cells than that are as short unpacked. */
  static final int PACKED_FROM = 4;

  private static final int ID_BYTES = 8;

  private SummaryCodec() {}

  /**
   * Writes a summary.
   *
   * @param summary any; what waits in it is counted, else it does not change
   * @param maxChunkBytes the most bytes of one chunk, at least {@value #MIN_CHUNK_BYTES}
   * @return one chunk or more; merging all of them, in any order, gives the summary
   */
  public static List<byte[]> encode(WindowSummary summary, int maxChunkBytes) {
    if (maxChunkBytes < MIN_CHUNK_BYTES) {
      throw new IllegalArgumentException(
          "chunks must be at least " + MIN_CHUNK_BYTES + " bytes, got " + maxChunkBytes);
    }
    return new SummaryWriter(summary, maxChunkBytes).write();
  }

  /**
   * Adds a chunk to a summary, all of it or, when it throws, nothing.
   *
   * @param target a summary against the profile the chunk was counted against
   * @param chunk one chunk of {@link #encode} of this or an earlier release
   * @throws CorruptBytesException if the bytes are anything else
   * @throws IllegalArgumentException if the chunk was counted against another profile
   */
  public static void mergeInto(WindowSummary target, byte[] chunk) {
    new SummaryReader(chunk, target, false).read();
    new SummaryReader(chunk, target, true).read();
  }

  /**
   * The sum of chunks; faster than merging one after the other.
   *
   * @param profile what all of them were counted against
   * @param chunks of {@link #encode} of this or an earlier release, in any order
   * @return a new summary
   * @throws CorruptBytesException if the bytes are anything else
   * @throws IllegalArgumentException if a chunk was counted against another profile
   */
  public static WindowSummary decode(ReferenceProfile profile, Iterable<byte[]> chunks) {
    WindowSummary sum = WindowSummary.of(profile);
    for (byte[] chunk : chunks) {
      new SummaryReader(chunk, sum, true).read();
    }
    return sum;
  }

  /**
   * The profile a chunk was counted against.
   *
   * @param chunk one chunk of {@link #encode}
   * @return its id; {@code ""} for none
   * @throws CorruptBytesException if the bytes do not begin as a chunk does
   */
  public static String profileId(byte[] chunk) {
    ByteReader in = new ByteReader(chunk, "window summary");
    readVersion(in);
    return readProfileId(in);
  }

  static int readVersion(ByteReader in) {
    int version = in.readByte();
    if (version < 1 || version > VERSION) {
      throw in.corrupt("version " + version + ", this release reads versions 1 to " + VERSION);
    }
    return version;
  }

  /** The first number that flags of a version cannot be. */
  static int flagsEnd(int version) {
    return version < 3 ? PACKED : version < 4 ? FEW : 2 * FEW;
  }

  /** How many forms of packed cells a version has. */
  static int packedForms(int version) {
    return version < 5 ? PackedPlaces.FORMS : 2 * PackedPlaces.FORMS;
  }

  static String readProfileId(ByteReader in) {
    int length = in.readByte();
    if (length == 0) {
      return "";
    }
    if (length != ID_BYTES) {
      throw in.corrupt("a profile id of " + length + " bytes");
    }
    return HexFormat.of().toHexDigits(in.readLong());
  }

  static void writeProfileId(ByteWriter out, String id) {
    out.writeByte(VERSION);
    if (id.isEmpty()) {
      out.writeByte(0);
    } else {
      out.writeByte(ID_BYTES);
      out.writeLong(HexFormat.fromHexDigitsToLong(id));
    }
  }
}
