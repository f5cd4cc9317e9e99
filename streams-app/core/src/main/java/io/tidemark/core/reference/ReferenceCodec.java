// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.core.bytes.CorruptBytesException;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The binary form of a {@link ReferenceProfile}, and the only class that knows it. Stateless.
 *
 * <pre>{@code
 * profile      version: byte = 1 | created millis: 8 bytes | content
 * content      model: text | version: text | name: text | features: varint | feature ...
 * feature      flags: byte | name: text | missing: varint | invalid: varint | numeric or categorical
 *              flags: 1 categorical, 2 prediction, 4 exact (numeric only)
 * numeric      points: varint k | point: double ... k times
 *              | exact: count on each point: varint, k times; else: count of each cell: varint, 2k+1 times
 *              | mean | standard deviation | min | max: double each
 * categorical  categories: varint | (text | count: varint) ... | other: varint
 * }</pre>
 *
 * <p>Varint, double and text are those of {@link ByteWriter}. The id of a profile is the hash of
 * its content alone.
 */
public final class ReferenceCodec {

  private static final int VERSION = 1;
  private static final int CATEGORICAL = 1;
  private static final int PREDICTION = 2;
  private static final int EXACT = 4;

  private ReferenceCodec() {}

  /**
   * Writes a profile.
   *
   * @param profile any but {@link ReferenceProfile#none}
   * @return its bytes; equal for equal content and time
   */
  public static byte[] encode(ReferenceProfile profile) {
    if (profile.size() == 0) {
      throw new IllegalArgumentException(
          "the reference of " + profile.modelVersion() + " has no features to encode");
    }
    ByteWriter out = new ByteWriter(1024);
    out.writeByte(VERSION);
    out.writeLong(profile.createdMillis());
    writeContent(out, profile);
    return out.toByteArray();
  }

  /**
   * Reads a profile.
   *
   * @param bytes what {@link #encode} of this or an earlier release wrote
   * @return an equal profile, with the same id
   * @throws CorruptBytesException if they are anything else
   */
  public static ReferenceProfile decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes, "reference profile");
    int version = in.readByte();
    if (version != VERSION) {
      throw in.corrupt("version " + version + ", this release reads version " + VERSION);
    }
    long created = in.readLong();
    try {
      ModelVersion modelVersion = new ModelVersion(in.readText(), in.readText());
      String name = in.readText();
      int size = in.readSize(4);
      List<FeatureReference> features = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        features.add(readFeature(in));
      }
      in.finish();
      return ReferenceProfile.of(modelVersion, name, created, features);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new CorruptBytesException("not a readable reference profile: " + e.getMessage(), e);
    }
  }

  static String contentId(ReferenceProfile profile) {
    ByteWriter out = new ByteWriter(1024);
    writeContent(out, profile);
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(out.toByteArray());
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }

  private static void writeContent(ByteWriter out, ReferenceProfile profile) {
    out.writeText(profile.modelVersion().model());
    out.writeText(profile.modelVersion().version());
    out.writeText(profile.name());
    out.writeVarint(profile.size());
    for (FeatureReference feature : profile.features()) {
      int flags = feature.role() == FeatureRole.PREDICTION ? PREDICTION : 0;
      if (feature instanceof NumericReference numeric) {
        writeHead(out, feature, numeric.exact() ? flags | EXACT : flags);
        writeNumeric(out, numeric);
      } else if (feature instanceof CategoricalReference categorical) {
        writeHead(out, feature, flags | CATEGORICAL);
        writeCategorical(out, categorical);
      }
    }
  }

  private static void writeHead(ByteWriter out, FeatureReference feature, int flags) {
    out.writeByte(flags);
    out.writeText(feature.name());
    out.writeVarint(feature.missing());
    out.writeVarint(feature.invalid());
  }

  private static void writeNumeric(ByteWriter out, NumericReference numeric) {
    out.writeVarint(numeric.points());
    for (int i = 0; i < numeric.points(); i++) {
      out.writeDouble(numeric.point(i));
    }
    int step = numeric.exact() ? 2 : 1;
    for (int cell = step - 1; cell < numeric.cells(); cell += step) {
      out.writeVarint(numeric.cellCount(cell));
    }
    out.writeDouble(numeric.mean());
    out.writeDouble(numeric.standardDeviation());
    out.writeDouble(numeric.min());
    out.writeDouble(numeric.max());
  }

  private static void writeCategorical(ByteWriter out, CategoricalReference categorical) {
    out.writeVarint(categorical.categories());
    for (int i = 0; i < categorical.categories(); i++) {
      out.writeText(categorical.category(i));
      out.writeVarint(categorical.categoryCount(i));
    }
    out.writeVarint(categorical.otherCount());
  }

  private static FeatureReference readFeature(ByteReader in) {
    int flags = in.readByte();
    if (flags > (CATEGORICAL | PREDICTION | EXACT)) {
      throw in.corrupt("unknown feature flags " + flags);
    }
    FeatureRole role = (flags & PREDICTION) != 0 ? FeatureRole.PREDICTION : FeatureRole.FEATURE;
    String name = in.readText();
    Lost lost = new Lost(in.readCount(), in.readCount());
    return (flags & CATEGORICAL) == 0
        ? readNumeric(in, name, role, lost, (flags & EXACT) != 0)
        : readCategorical(in, name, role, lost);
  }

  private static NumericReference readNumeric(
      ByteReader in, String name, FeatureRole role, Lost lost, boolean exact) {
    double[] points = new double[in.readSize(8)];
    for (int i = 0; i < points.length; i++) {
      points[i] = in.readDouble();
      boolean negativeZero = points[i] == 0 && 1 / points[i] < 0;
      if (Double.isNaN(points[i]) || negativeZero || (i > 0 && points[i] <= points[i - 1])) {
        throw in.corrupt("point " + i + " is " + points[i] + ", out of order");
      }
    }
    long[] cells = new long[2 * points.length + 1];
    int step = exact ? 2 : 1;
    for (int cell = step - 1; cell < cells.length; cell += step) {
      cells[cell] = in.readCount();
    }
    NumericReference.Moments moments =
        new NumericReference.Moments(
            in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    return new NumericReference(name, role, points, cells, lost, moments);
  }

  private static CategoricalReference readCategorical(
      ByteReader in, String name, FeatureRole role, Lost lost) {
    int size = in.readSize(2);
    String[] categories = new String[size];
    long[] counts = new long[size];
    for (int i = 0; i < size; i++) {
      categories[i] = in.readText();
      counts[i] = in.readCount();
    }
    return new CategoricalReference(name, role, categories, counts, in.readCount(), lost);
  }
}
