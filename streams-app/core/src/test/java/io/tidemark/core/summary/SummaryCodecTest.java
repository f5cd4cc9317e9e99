// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.core.bytes.CorruptBytesException;
import io.tidemark.core.bytes.RiceWriter;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.reference.ReferenceProfile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryCodecTest {

  private static final ModelVersion MODEL = new ModelVersion("credit", "3");
  private static final ValueLayout INPUTS = ValueLayout.of("amount", "colour", "rare", "extra");
  private static final ValueLayout OUTPUTS = ValueLayout.of("score");

  /** Version, id, and two counts below 128. */
  private static final int HEAD_BYTES = 12;

  /** What the fixtures count against. Never change it, nor {@link #sample}. */
  private static ReferenceProfile profile() {
    double[] amounts = new double[64];
    Arrays.setAll(amounts, i -> i * i / 8.0);
    return ReferenceProfile.of(
        MODEL,
        "training",
        0,
        List.of(
            NumericReference.of("amount", FeatureRole.FEATURE, amounts, 1024, 0),
            CategoricalReference.of(
                "colour", FeatureRole.FEATURE, Map.of("red", 3L, "7", 1L), 10, 0, 0),
            NumericReference.of("rare", FeatureRole.FEATURE, new double[] {0, 1}, 1024, 0),
            NumericReference.of("score", FeatureRole.PREDICTION, new double[] {0, 1}, 1024, 0)));
  }

  /** Every form of every field but of packed cells. */
  private static WindowSummary sample() {
    WindowSummary summary = WindowSummary.of(profile());
    double[] specials = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300};
    for (int i = 0; i < 40; i++) {
      ObservedValues.Builder row = ObservedValues.builder(INPUTS);
      row.number(0, i < specials.length ? specials[i] : i * 1.75);
      if (i % 4 != 0) {
        row.text(1, i % 3 == 0 ? "red" : "new" + i % 5);
      }
      if (i == 6 || i == 7) {
        row.number(2, i);
      } else if (i == 8) {
        row.text(2, "none");
      }
      ObservedValues outputs =
          i == 9 ? ObservedValues.builder(OUTPUTS).number(0, 0.5).build() : ObservedValues.EMPTY;
      summary.accept(new Observation(MODEL, 1_000L * (i / 8), row.build(), outputs));
    }
    return summary;
  }

  private static byte[] fixture() throws IOException {
    return fixture(SummaryCodec.VERSION);
  }

  private static byte[] fixture(int version) throws IOException {
    String name = "summary-v" + version + ".hex";
    try (InputStream in = SummaryCodecTest.class.getResourceAsStream(name)) {
      String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }
  }

  private static void assertRefused(WindowSummary target, byte[] chunk, String why) {
    assertThatThrownBy(() -> SummaryCodec.mergeInto(target, chunk))
        .isInstanceOf(CorruptBytesException.class)
        .hasMessageContaining(why);
  }

  private static WindowSummary merged(ReferenceProfile profile, List<byte[]> chunks) {
    WindowSummary summary = WindowSummary.of(profile);
    chunks.forEach(chunk -> SummaryCodec.mergeInto(summary, chunk));
    return summary;
  }

  @Test
  void encode_sample_givesTheFixture() throws IOException {
    List<byte[]> chunks = SummaryCodec.encode(sample(), 4096);

    assertThat(chunks).hasSize(1);
    assertThat(HexFormat.of().formatHex(chunks.get(0)))
        .isEqualTo(HexFormat.of().formatHex(fixture()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void mergeInto_fixtureOfAnyVersion_givesTheSample(int version) throws IOException {
    WindowSummary summary = merged(profile(), List.of(fixture(version)));

    assertThat(summary.observations()).isEqualTo(40);
    assertThat(summary.unknownFeatures()).isEqualTo(40);
    NumericSummary amount = (NumericSummary) summary.feature(0);
    NumericSummary expected = (NumericSummary) sample().feature(0);
    assertThat(amount.cellCounts()).isEqualTo(expected.cellCounts());
    assertThat(amount.nan()).isEqualTo(1);
    assertThat(amount.positiveInfinities()).isEqualTo(1);
    assertThat(amount.negativeInfinities()).isEqualTo(1);
    assertThat(amount.mean()).isEqualTo(expected.mean());
    assertThat(amount.variance()).isInfinite();
    CategoricalSummary colour = (CategoricalSummary) summary.feature(1);
    assertThat(colour.unseenCounts())
        .isEqualTo(((CategoricalSummary) sample().feature(1)).unseenCounts());
    assertThat(colour.missing()).isEqualTo(10);
    NumericSummary rare = (NumericSummary) summary.feature(2);
    assertThat(rare.mismatched()).isEqualTo(1);
    assertThat(rare.mean()).isEqualTo(6.5);
    assertThat(rare.variance()).isEqualTo(0.25);
    assertThat(((NumericSummary) summary.feature(3)).mean()).isEqualTo(0.5);
  }

  @Test
  void mergeInto_truncatedOrChangedBytes_changesNothingWhenItThrows() throws IOException {
    WindowSummary target = sample();
    List<byte[]> before = SummaryCodec.encode(target, 4096);
    Random random = new Random(12);
    int refused = 0;
    for (int round = 0; round < 4_000; round++) {
      byte[] bytes = Arrays.copyOf(fixture(), random.nextInt(fixture().length) + 1);
      bytes = round % 2 == 0 ? fixture() : bytes;
      for (int i = random.nextInt(3); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        SummaryCodec.mergeInto(target, bytes);
        target = sample();
      } catch (CorruptBytesException e) {
        refused++;
        assertThat(e).hasMessageContaining("window summary");
        assertThat(SummaryCodec.encode(target, 4096)).containsExactlyElementsOf(before);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("against the reference");
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }

  @Test
  void mergeInto_flagsOfALaterVersion_areRefused() throws IOException {
    byte[] bytes = fixture();
    bytes[0] = 3;

    assertRefused(sample(), bytes, "flags");
  }

  /** A range or infinities of numbers that are in no cell, and numbers both ways. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "00080100",
        "0010" + "3ff0000000000000",
        "00" + "c008" + "00" + "3ff0000000000000" + "02" + "00",
      })
  void mergeInto_numbersWithoutTheirCells_areRefused(String part) throws IOException {
    String head = HexFormat.of().formatHex(fixture()).substring(0, 2 * 10);
    byte[] bytes = HexFormat.of().parseHex(head + "0000" + part);

    assertRefused(sample(), bytes, "of amount");
  }

  @Test
  void decode_chunksInAnyOrder_givesTheirSum() {
    List<byte[]> chunks = new ArrayList<>(SummaryCodec.encode(sample(), 1024));
    chunks.addAll(SummaryCodec.encode(sample(), 4096));
    WindowSummary twice = sample();
    twice.combine(sample());
    Collections.reverse(chunks);

    assertThat(SummaryCodec.encode(SummaryCodec.decode(profile(), chunks), 4096))
        .containsExactlyElementsOf(SummaryCodec.encode(twice, 4096));
  }

  @Test
  void mergeInto_anotherVersion_saysWhichItReads() throws IOException {
    byte[] bytes = fixture();
    bytes[0] = 9;

    assertRefused(sample(), bytes, "version 9, this release reads versions 1 to 5");
  }

  @Test
  void encode_wideModel_keepsChunksBelowTheBoundAndMergeableInAnyOrder() {
    List<FeatureReference> features = new ArrayList<>();
    double[] values = new Random(4).doubles(3000).toArray();
    for (int i = 0; i < 60; i++) {
      features.add(
          NumericReference.of("f" + i, FeatureRole.FEATURE, values, NumericReference.ALL, 0));
    }
    features.add(CategoricalReference.of("c", FeatureRole.FEATURE, Map.of("red", 1L), 10, 0, 0));
    ReferenceProfile profile = ReferenceProfile.of(MODEL, "wide", 0, features);
    WindowSummary summary = WindowSummary.of(profile);
    ValueLayout layout =
        ValueLayout.of(features.stream().map(FeatureReference::name).toArray(String[]::new));
    Random random = new Random(5);
    for (int n = 0; n < 700; n++) {
      ObservedValues.Builder row = ObservedValues.builder(layout);
      for (int slot = 0; slot < 60; slot++) {
        row.number(slot, slot == 7 ? random.nextDouble() : values[random.nextInt(50)]);
      }
      row.text(60, "x".repeat(250) + "✓" + n % 300);
      summary.accept(new Observation(MODEL, n, row.build(), ObservedValues.EMPTY));
    }
    List<byte[]> one = SummaryCodec.encode(summary, 1_000_000);
    List<byte[]> many = new ArrayList<>(SummaryCodec.encode(summary, 1024));

    assertThat(one).hasSize(1);
    assertThat(many).hasSizeGreaterThan(8).allSatisfy(c -> assertThat(c).hasSizeLessThan(1025));
    Collections.shuffle(many, random);
    assertThat(SummaryCodec.encode(merged(profile, many), 1_000_000))
        .containsExactlyElementsOf(one);
    assertThat(merged(profile, many).observations()).isEqualTo(700);
  }

  /**
   * Nearly all of 2,000 points, places between them or both are hit, or one in nine; in chunks that
   * hold all, or not one of the columns.
   */
  @ParameterizedTest
  @CsvSource({"16000, 1000000", "16000, 1024", "250, 1000000", "250, 1024"})
  void decode_manyCells_givesTheirCounts(int numbers, int maxChunkBytes) {
    WindowSummary summary = manyCells(numbers);

    List<byte[]> chunks = SummaryCodec.encode(summary, maxChunkBytes);

    if (maxChunkBytes > 1024) {
      assertThat(chunks).hasSize(1);
    } else if (numbers > 250) {
      assertThat(chunks).hasSizeGreaterThan(4);
    }
    assertThat(chunks).allSatisfy(c -> assertThat(c.length).isLessThanOrEqualTo(maxChunkBytes));
    WindowSummary merged = merged(summary.profile(), chunks);
    for (int i = 0; i < 3; i++) {
      assertThat(((NumericSummary) merged.feature(i)).cellCounts())
          .isEqualTo(((NumericSummary) summary.feature(i)).cellCounts());
    }
    assertThat(SummaryCodec.encode(SummaryCodec.decode(summary.profile(), chunks), maxChunkBytes))
        .containsExactlyElementsOf(chunks);
  }

  private static WindowSummary manyCells(int numbers) {
    double[] values = new Random(4).doubles(2000).toArray();
    List<FeatureReference> features = new ArrayList<>();
    for (String name : List.of("points", "between", "all")) {
      features.add(NumericReference.of(name, FeatureRole.FEATURE, values, NumericReference.ALL, 0));
    }
    WindowSummary summary = WindowSummary.of(ReferenceProfile.of(MODEL, "many", 0, features));
    ValueLayout layout = ValueLayout.of("points", "between", "all");
    Random random = new Random(5);
    for (int n = 0; n < numbers; n++) {
      double point = values[random.nextInt(values.length)];
      double between = random.nextDouble();
      ObservedValues row =
          ObservedValues.builder(layout)
              .number(0, point)
              .number(1, between)
              .number(2, n % 2 == 0 ? point : between)
              .build();
      summary.accept(new Observation(MODEL, n, row, ObservedValues.EMPTY));
    }
    return summary;
  }

  /** All places, those between points and the points: nearly all of them are hit. */
  @ParameterizedTest
  @CsvSource({"2, 3, 0, 1", "1, 4, 0, 2", "0, 5, 1, 2"})
  void encode_manyCells_writesTheCountOfEveryPlace(int column, int form, int first, int step) {
    NumericSummary numeric = (NumericSummary) manyCells(16_000).feature(column);
    WindowSummary alone =
        WindowSummary.of(ReferenceProfile.of(MODEL, "one", 0, List.of(numeric.reference())));
    ((NumericSummary) alone.feature(0)).combine(numeric);

    byte[] chunk = SummaryCodec.encode(alone, 1_000_000).get(0);

    long[] cells = numeric.cellCounts();
    int[] places = IntStream.range(0, cells.length).filter(i -> i % step == first % step).toArray();
    int k = RiceWriter.parameter(16_000, places.length);
    long bits = Arrays.stream(places).mapToLong(cell -> 1 + k + (cells[cell] >> k)).sum();
    int start = chunk.length - (int) ((bits + 7) / 8) - 2;
    assertThat(new byte[] {chunk[start], chunk[start + 1]})
        .isEqualTo(new byte[] {(byte) form, (byte) k});
  }

  /** Eight points with four values on each: four bits each, of which none is for a gap. */
  @Test
  void encode_everyPlaceFilled_takesTheBitsOfTheCountsAlone() {
    String bytes = HexFormat.of().formatHex(SummaryCodec.encode(everyPoint(), 4096).get(0));

    // Places of the points, k = 1, and eight times "110" and the low bit 0, from the lowest bit on.
    assertThat(bytes).endsWith("05" + "01" + "33333333");
  }

  @Test
  void mergeInto_placesOfALaterVersion_areRefused() {
    byte[] bytes = SummaryCodec.encode(everyPoint(), 4096).get(0);
    bytes[0] = 4;

    assertRefused(everyPoint(), bytes, "places");
  }

  @Test
  void mergeInto_changedCounts_addWhatTheySayOrNothing() {
    byte[] whole = SummaryCodec.encode(everyPoint(), 4096).get(0);
    Random random = new Random(13);
    int refused = 0;
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = Arrays.copyOf(whole, whole.length - random.nextInt(2));
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[whole.length - 6 + random.nextInt(5)] = (byte) random.nextInt();
      }
      WindowSummary target = everyPoint();
      try {
        SummaryCodec.mergeInto(target, bytes);
        long[] added = pointCounts(SummaryCodec.decode(target.profile(), List.of(bytes)));
        Arrays.setAll(added, i -> added[i] + 4);
        assertThat(pointCounts(target)).isEqualTo(added);
      } catch (CorruptBytesException e) {
        refused++;
        assertThat(SummaryCodec.encode(target, 4096)).containsExactly(whole);
      }
    }
    assertThat(refused).isBetween(500, 1_999);
  }

  private static long[] pointCounts(WindowSummary summary) {
    long[] cells = ((NumericSummary) summary.feature(0)).cellCounts();
    return IntStream.range(0, 8).mapToLong(i -> cells[2 * i + 1]).toArray();
  }

  /** In one place, in two, and in two parts of one feature. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775807",
        "4611686018427387904 4611686018427387904",
        "4611686018427387904 again",
      })
  void mergeInto_countsThatOverflow_changesNothing(String counts) {
    List<String> words = List.of(counts.split(" "));
    ByteWriter bytes = headOfEveryPoint();
    for (int parts = words.contains("again") ? 2 : 1; parts > 0; parts--) {
      bytes.writeVarint(0);
      bytes.writeVarint(SummaryCodec.PACKED);
      bytes.writeByte(5);
      bytes.writeByte(0);
      RiceWriter bits = new RiceWriter(bytes);
      for (int place = 0; place < 8; place++) {
        boolean given = place < words.size() && !words.get(place).equals("again");
        bits.write(given ? Long.parseLong(words.get(place)) : 0, 0);
      }
      bits.finish();
    }
    assertOverflows(bytes);
  }

  /** A place in full, by twenty ones, of which all 64 bits are ones; and seven of 0. */
  @Test
  void mergeInto_countBelowNone_changesNothing() {
    ByteWriter bytes = headOfEveryPoint();
    bytes.writeVarint(0);
    bytes.writeVarint(SummaryCodec.PACKED);
    bytes.writeBytes(HexFormat.of().parseHex("0500" + "ff".repeat(10) + "0f00"));
    assertOverflows(bytes);
  }

  @Test
  void mergeInto_cellsThatOverflowTogether_changeNothing() {
    ByteWriter bytes = headOfEveryPoint();
    bytes.writeVarint(0);
    bytes.writeVarint(SummaryCodec.CELLS);
    for (int cell = 0; cell < 2; cell++) {
      bytes.writeVarint(3);
      bytes.writeVarint((1L << 62) - 2);
    }
    bytes.writeByte(0);
    assertOverflows(bytes);
  }

  private static ByteWriter headOfEveryPoint() {
    ByteWriter bytes = new ByteWriter(64);
    bytes.writeBytes(SummaryCodec.encode(everyPoint(), 4096).get(0), 0, HEAD_BYTES);
    return bytes;
  }

  private static void assertOverflows(ByteWriter bytes) {
    WindowSummary target = everyPoint();
    assertRefused(target, bytes.toByteArray(), "overflows");
    assertThat(SummaryCodec.encode(target, 4096))
        .containsExactlyElementsOf(SummaryCodec.encode(everyPoint(), 4096));
  }

  private static WindowSummary everyPoint() {
    double[] points = {1, 2, 3, 4, 5, 6, 7, 8};
    FeatureReference x = NumericReference.of("x", FeatureRole.FEATURE, points, 1024, 0);
    WindowSummary summary = WindowSummary.of(ReferenceProfile.of(MODEL, "one", 0, List.of(x)));
    ValueLayout layout = ValueLayout.of("x");
    for (int n = 0; n < 32; n++) {
      ObservedValues row = ObservedValues.builder(layout).number(0, 1 + n % 8).build();
      summary.accept(new Observation(MODEL, n, row, ObservedValues.EMPTY));
    }
    return summary;
  }

  @Test
  void encode_emptySummary_isOneSmallChunk() {
    List<byte[]> chunks = SummaryCodec.encode(WindowSummary.of(profile()), 1024);

    assertThat(chunks).singleElement().satisfies(c -> assertThat(c).hasSize(12));
    assertThatThrownBy(() -> SummaryCodec.encode(sample(), 1023))
        .hasMessageContaining("at least 1024");
  }
}
