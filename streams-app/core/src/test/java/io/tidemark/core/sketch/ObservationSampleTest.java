// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.bytes.CorruptBytesException;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ObservationSampleTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "1");
  private static final ValueLayout INPUTS = ValueLayout.of("x", "c");
  private static final ValueLayout OUTPUTS = ValueLayout.of("score");

  private static Observation observation(long time, double x, String category, double score) {
    ObservedValues.Builder inputs = ObservedValues.builder(INPUTS).number(0, x);
    if (category != null) {
      inputs.text(1, category);
    }
    return new Observation(
        MODEL,
        time,
        x > 2 ? null : inputs.build(),
        ObservedValues.builder(OUTPUTS).number(0, score).build());
  }

  /** Several layouts, long texts, equal rows, more bytes than there is room for. */
  private static List<Observation> observations(int size, Random random) {
    List<Observation> all = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String category = random.nextInt(4) == 0 ? null : "é".repeat(random.nextInt(400));
      if (i % 16 == 0) {
        ValueLayout own = ValueLayout.of("own" + random.nextInt(900), "y".repeat(800));
        all.add(
            new Observation(
                MODEL, i, ObservedValues.builder(own).number(0, i).build(), ObservedValues.EMPTY));
      } else if (i % 7 == 0) {
        all.add(all.get(random.nextInt(all.size())));
      } else {
        all.add(observation(i / 3, random.nextGaussian(), category, random.nextInt(3)));
      }
    }
    return all;
  }

  private static ObservationSample sample(List<Observation> observations) {
    ObservationSample sample = new ObservationSample();
    observations.forEach(sample::accept);
    return sample;
  }

  private static List<byte[]> bytes(ObservationSample sample) {
    return ObservationSampleCodec.encode(sample, Integer.MAX_VALUE);
  }

  @Property(tries = 20)
  void combine_anySplitAndOrder_givesIdenticalBytes(
      @ForAll @IntRange(max = 9_000) int size,
      @ForAll @IntRange(min = 1, max = 6) int parts,
      @ForAll Random random) {
    List<Observation> observations = observations(size, random);
    List<byte[]> expected = bytes(sample(observations));
    Collections.shuffle(observations, random);
    ObservationSample whole = new ObservationSample();
    int from = 0;
    for (int part = 1; part <= parts; part++) {
      int to = part == parts ? size : from + random.nextInt(size - from + 1);
      List<Observation> some = observations.subList(from, to);
      if (random.nextBoolean()) {
        whole.combine(sample(some));
      } else {
        List<byte[]> chunks = sent(some, random);
        Collections.shuffle(chunks, random);
        chunks.forEach(chunk -> ObservationSampleCodec.mergeInto(whole, chunk));
      }
      from = to;
    }

    assertThat(whole.observations()).isEqualTo(size);
    assertThat(bytes(whole)).containsExactlyElementsOf(expected);
    assertThat(expected.get(0)).hasSizeLessThan(ObservationSample.MAX_BYTES + 100);
  }

  /** What a sampler sends of observations, at moments of chance. */
  private static List<byte[]> sent(List<Observation> observations, Random random) {
    ObservationSampler sampler = new ObservationSampler();
    List<byte[]> chunks = new ArrayList<>();
    for (Observation each : observations) {
      sampler.accept(each);
      if (random.nextInt(1_000) == 0) {
        chunks.addAll(sampler.drain(10_000));
      }
    }
    chunks.addAll(sampler.drain(10_000));
    return chunks;
  }

  @Test
  void combine_anotherSample_leavesThatAsItWas() {
    ObservationSample one = sample(List.of(observation(1, 0, "a", 1)));
    ObservationSample two = sample(List.of(observation(1, 0, "a", 1), observation(2, 0, "b", 1)));
    List<byte[]> before = bytes(two);

    one.combine(two);
    one.combine(two);

    assertThat(one.observations()).isEqualTo(5);
    assertThat(bytes(two)).containsExactlyElementsOf(before);
  }

  @Test
  void accept_fewerThanThereIsRoomFor_keepsAll() {
    ObservationSample sample = new ObservationSample();
    for (int i = 0; i < 4_000; i++) {
      sample.accept(observation(i, 0, "a", 1));
    }

    assertThat(sample.rows()).isEqualTo(4_000);
    assertThat(sample.isComplete()).isTrue();
  }

  @Test
  void accept_wideRows_staysWithinItsBytes() {
    ValueLayout wide =
        ValueLayout.of(
            java.util.stream.IntStream.range(0, 1_000).mapToObj(i -> "column" + i).toList());
    ObservationSample sample = new ObservationSample();
    Random random = new Random(1);
    for (int i = 0; i < 600; i++) {
      ObservedValues.Builder row = ObservedValues.builder(wide);
      for (int slot = 0; slot < 1_000; slot++) {
        row.number(slot, random.nextDouble());
      }
      sample.accept(new Observation(MODEL, i, row.build(), ObservedValues.EMPTY));
    }

    assertThat(sample.rows()).isBetween(225, 235);
    assertThat(sample.isComplete()).isFalse();
    assertThat(bytes(sample).get(0)).hasSizeLessThan(ObservationSample.MAX_BYTES);
  }

  /** Sorted, sawtooth, with ties and outliers; the bound holds in 95 of 100 cases. */
  @Test
  void accept_adversarialOrders_staysWithinTheErrorBoundAsOftenAsPromised() {
    int within = 0;
    int columns = 0;
    for (int round = 0; round < 60; round++) {
      Random random = new Random(round);
      double[] values = distribution(round % 3, random);
      if (round % 2 == 0) {
        Arrays.sort(values);
      }
      ObservationSample sample = new ObservationSample();
      for (int i = 0; i < values.length; i++) {
        sample.accept(observation(i, Math.min(values[i], 2), null, 0));
      }
      double[] kept =
          sample.sampledRows().stream()
              .mapToDouble(row -> row.observation().features().number(0))
              .toArray();
      columns++;
      within += gap(values, kept) <= 1.36 / Math.sqrt(kept.length) ? 1 : 0;
    }

    // Binomial with 60 and 0.95: fewer than 51 has a chance of 1 in 700. Seeded, so it stays so.
    assertThat(within).as("of %d", columns).isGreaterThanOrEqualTo(51);
  }

  private static double[] distribution(int which, Random random) {
    double[] values = new double[20_000];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (which) {
            case 0 -> -Math.abs(random.nextGaussian());
            case 1 -> -Math.pow(random.nextDouble(), -2);
            default -> random.nextInt(5) == 0 ? 0 : -random.nextInt(1_000);
          };
    }
    return values;
  }

  /** sup |F - G| of the whole and of its sample. */
  private static double gap(double[] all, double[] sampled) {
    double[] whole = all.clone();
    double[] part = sampled.clone();
    Arrays.sort(whole);
    Arrays.sort(part);
    double gap = 0;
    int j = 0;
    for (int i = 0; i < whole.length; i++) {
      if (i + 1 < whole.length && whole[i + 1] == whole[i]) {
        continue;
      }
      while (j < part.length && part[j] <= whole[i]) {
        j++;
      }
      gap = Math.max(gap, Math.abs((i + 1.0) / whole.length - (double) j / part.length));
    }
    return gap;
  }

  /** Every form of every field. Never change it: the fixture is made of it. */
  private static ObservationSample fixtureSample() {
    ObservationSample sample = new ObservationSample();
    sample.accept(observation(1_000, -0.0, "é✓", Double.NaN));
    sample.accept(observation(1_000, -0.0, "é✓", Double.NaN));
    sample.accept(observation(-5, 3, "gone", Double.NEGATIVE_INFINITY));
    sample.accept(observation(2_000, 1.5, null, 7));
    sample.accept(new Observation(MODEL, 9, null, ObservedValues.EMPTY));

    sample.cutAt(0xF000_0000_0000_0000L);
    return sample;
  }

  private static byte[] fixture() throws IOException {
    try (InputStream in = ObservationSampleTest.class.getResourceAsStream("sample-v1.hex")) {
      String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }
  }

  @Test
  void encode_fixtureSample_givesTheFixtureAndReadsBack() throws IOException {
    assertThat(HexFormat.of().formatHex(bytes(fixtureSample()).get(0)))
        .isEqualTo(HexFormat.of().formatHex(fixture()));
    ObservationSample read = new ObservationSample();
    ObservationSampleCodec.mergeInto(read, fixture());

    assertThat(ObservationSampleCodec.isSample(fixture())).isTrue();
    assertThat(read.observations()).isEqualTo(5);
    assertThat(bytes(read)).containsExactlyElementsOf(bytes(fixtureSample()));
  }

  @Test
  void mergeInto_truncatedOrChangedBytes_changesNothingWhenItThrows() throws IOException {
    Random random = new Random(12);
    int refused = 0;
    for (int round = 0; round < 3_000; round++) {
      byte[] bytes = Arrays.copyOf(fixture(), random.nextInt(fixture().length) + 1);
      for (int i = random.nextInt(3); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      ObservationSample target = new ObservationSample();
      try {
        ObservationSampleCodec.mergeInto(target, bytes);
      } catch (CorruptBytesException e) {
        refused++;
        assertThat(e).hasMessageContaining("sample of observations");
        assertThat(target.observations() + target.rows()).isZero();
      }
    }
    assertThat(refused).isGreaterThan(1_000);
    byte[] newer = fixture();
    newer[1] = 9;
    assertThatThrownBy(() -> ObservationSampleCodec.mergeInto(new ObservationSample(), newer))
        .hasMessageContaining("version 9, this release reads version 1");
  }
}
