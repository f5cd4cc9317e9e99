// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.core.bytes.CorruptBytesException;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import io.tidemark.core.observation.Segment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The binary form of a {@link ReferenceProfile}, and the only class that knows it. Stateless.
 *
 * <pre>{@code
 * plain        version: byte = 1 | created millis: 8 bytes | content
 * with parts   version: byte = 2 | kind: byte | whole, part or bundle
 *              kind: 0 whole, 1 part, 2 bundle
 * whole        created millis: 8 bytes | content | names
 * names        parts: varint | (segment: text | digest: text) ...
 * part         created millis: 8 bytes | id of the whole: text | segment: text | content
 * bundle       whole | (length of the record of a part: varint | that record) ... in the order of names
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
 * its content alone; with parts, of its content and their names. The digest of a part is the hash
 * of its segment and content.
 */
public final class ReferenceCodec {

  private static final int PLAIN = 1;
  private static final int WITH_PARTS = 2;
  private static final int WHOLE = 0;
  private static final int PART = 1;
  private static final int BUNDLE = 2;
  private static final int CATEGORICAL = 1;
  private static final int PREDICTION = 2;
  private static final int EXACT = 4;

  private ReferenceCodec() {}

  /**
   * Writes a profile; of one with parts only their names, as they have records of their own.
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
    if (profile.segment() != null) {
      out.writeByte(WITH_PARTS);
      out.writeByte(PART);
      out.writeLong(profile.createdMillis());
      out.writeText(profile.id());
      out.writeText(profile.segment().toString());
      writeContent(out, profile);
    } else if (profile.parts().names().isEmpty()) {
      out.writeByte(PLAIN);
      out.writeLong(profile.createdMillis());
      writeContent(out, profile);
    } else {
      out.writeByte(WITH_PARTS);
      out.writeByte(WHOLE);
      writeWhole(out, profile);
    }
    return out.toByteArray();
  }

  /**
   * Writes a profile with its parts, in one piece.
   *
   * @param profile a complete one
   * @return its bytes; those of {@link #encode} when it has no parts
   */
  public static byte[] encodeBundle(ReferenceProfile profile) {
    if (!profile.parts().complete()) {
      throw new IllegalArgumentException(profile + " lacks parts, so it cannot be written whole");
    }
    if (profile.parts().names().isEmpty()) {
      return encode(profile);
    }
    ByteWriter out = new ByteWriter(1 << 16);
    out.writeByte(WITH_PARTS);
    out.writeByte(BUNDLE);
    writeWhole(out, profile);
    for (ReferenceProfile part : profile.parts().profiles()) {
      byte[] record = encode(part);
      out.writeVarint(record.length);
      out.writeBytes(record);
    }
    return out.toByteArray();
  }

  private static void writeWhole(ByteWriter out, ReferenceProfile profile) {
    out.writeLong(profile.createdMillis());
    writeContent(out, profile);
    writeNames(out, profile);
  }

  /**
   * Reads a profile.
   *
   * @param bytes what {@link #encode} or {@link #encodeBundle} of this or an earlier release wrote
   * @return an equal profile, with the same id; without its parts where they have records of their
   *     own
   * @throws CorruptBytesException if they are anything else
   */
  public static ReferenceProfile decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes, "reference profile");
    try {
      ReferenceProfile profile = read(in, bytes);
      in.finish();
      return profile;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new CorruptBytesException("not a readable reference profile: " + e.getMessage(), e);
    }
  }

  private static ReferenceProfile read(ByteReader in, byte[] bytes) {
    int version = in.readByte();
    if (version != PLAIN && version != WITH_PARTS) {
      throw in.corrupt(
          "version " + version + ", this release reads versions " + PLAIN + " and " + WITH_PARTS);
    }
    int kind = version == PLAIN ? WHOLE : in.readBelow(BUNDLE + 1, "kind");
    long created = in.readLong();
    if (kind == PART) {
      return readPart(in, bytes, created);
    }
    int start = in.position();
    ModelVersion modelVersion = new ModelVersion(in.readText(), in.readText());
    String name = in.readText();
    List<FeatureReference> features = readFeatures(in);
    ReferenceParts parts =
        version == PLAIN ? ReferenceParts.NONE : ReferenceParts.announced(readNames(in));
    // Of the bytes as they are: to write the content once more takes as long as to read it.
    String id = hash(bytes, start, in.position());
    ReferenceProfile whole =
        ReferenceProfile.whole(modelVersion, name, id, created, features, parts);
    return kind == BUNDLE ? readBundled(in, whole) : whole;
  }

  private static ReferenceProfile readPart(ByteReader in, byte[] bytes, long created) {
    String wholeId = in.readText();
    int start = in.position();
    Segment segment = Segment.parse(in.readText());
    ModelVersion modelVersion = new ModelVersion(in.readText(), in.readText());
    String name = in.readText();
    List<FeatureReference> features = readFeatures(in);
    return ReferenceProfile.part(
        new Population(modelVersion, segment),
        name,
        wholeId,
        hash(bytes, start, in.position()),
        created,
        features);
  }

  private static ReferenceProfile readBundled(ByteReader in, ReferenceProfile outline) {
    List<ReferenceProfile> parts = new ArrayList<>();
    for (int i = 0; i < outline.parts().names().size(); i++) {
      byte[] record = in.readBytes(in.readSize(1));
      if (record.length < 2 || record[0] != WITH_PARTS || record[1] != PART) {
        throw in.corrupt("what stands for part " + i + " is none");
      }
      parts.add(decode(record));
    }
    ReferenceProfile complete = outline.completedBy(parts);
    if (!complete.parts().complete()) {
      throw in.corrupt("its parts are not those that it names");
    }
    return complete;
  }

  private static List<FeatureReference> readFeatures(ByteReader in) {
    int size = in.readSize(4);
    List<FeatureReference> features = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      features.add(readFeature(in));
    }
    return features;
  }

  private static List<ReferenceParts.Name> readNames(ByteReader in) {
    int size = in.readSize(2);
    List<ReferenceParts.Name> names = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      names.add(new ReferenceParts.Name(Segment.parse(in.readText()), in.readText()));
    }
    return names;
  }

  private static void writeNames(ByteWriter out, ReferenceProfile profile) {
    out.writeVarint(profile.parts().names().size());
    for (ReferenceParts.Name name : profile.parts().names()) {
      out.writeText(name.segment().toString());
      out.writeText(name.digest());
    }
  }

  static String contentId(ReferenceProfile profile) {
    ByteWriter out = new ByteWriter(1024);
    writeContent(out, profile);
    if (!profile.parts().names().isEmpty()) {
      writeNames(out, profile);
    }
    return hash(out);
  }

  static String partDigest(ReferenceProfile part) {
    ByteWriter out = new ByteWriter(1024);
    out.writeText(part.segment().toString());
    writeContent(out, part);
    return hash(out);
  }

  private static String hash(ByteWriter content) {
    byte[] bytes = content.toByteArray();
    return hash(bytes, 0, bytes.length);
  }

  private static String hash(byte[] bytes, int from, int to) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, from, to - from);
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
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
