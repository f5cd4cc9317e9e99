// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.Segment;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentBuildTest {

  private static final List<String> COUNTRIES = List.of("DE", "DE", "DE", "FR", "FR", "IT", "SE");

  @TempDir private Path directory;

  /** Rows with country (a tenth missing), tier, age (few values) and income (different in each). */
  static String sample(int rows) {
    SplittableRandom random = new SplittableRandom(11);
    StringBuilder csv = new StringBuilder("country,tier,age,income\n");
    for (int row = 0; row < rows; row++) {
      String country = COUNTRIES.get(random.nextInt(COUNTRIES.size()));
      csv.append(random.nextInt(10) == 0 ? "" : country)
          .append(",t")
          .append(random.nextInt(2))
          .append(',')
          .append(random.nextInt(8) == 0 ? "" : Integer.toString(20 + random.nextInt(50)))
          .append(',')
          .append(String.format(Locale.ROOT, "%.9f", random.nextDouble() * (row % 5)))
          .append('\n');
    }
    return csv.toString();
  }

  private CommandRun build(String sample, Path output, String... more) throws IOException {
    Path file = directory.resolve(output.getFileName() + ".csv");
    Files.writeString(file, sample);
    List<String> args = new ArrayList<>(List.of("reference", "build", file.toString()));
    args.addAll(List.of("--model", "m", "--version", "1", "--output", output.toString()));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray(String[]::new));
  }

  private static FeatureReference column(ReferenceProfile profile, String name) {
    return profile.features().stream()
        .filter(feature -> feature.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** A part holds what a reference made of its rows alone would hold. */
  @Test
  void build_segment_isTheReferenceOfItsRows() throws Exception {
    String sample = sample(9_000);
    Path output = directory.resolve("m.ref");
    CommandRun run = build(sample, output, "--segment-by", "country", "--segments-max", "2");
    assertThat(run.exitCode()).as(run.err()).isZero();
    ReferenceProfile whole = ReferenceFile.read(output);
    assertThat(whole.parts().profiles())
        .extracting(part -> part.segment().toString())
        .containsExactly("country=DE", "country=FR");
    ReferenceProfile german = whole.parts().find(Segment.of("country", "DE"));
    String rows =
        sample.lines().filter(line -> line.startsWith("DE,")).collect(Collectors.joining("\n"));
    Path alone = directory.resolve("de.ref");
    build("country,tier,age,income\n" + rows + "\n", alone);
    ReferenceProfile expected = ReferenceFile.read(alone);

    assertThat(german.features())
        .extracting(FeatureReference::name)
        .containsExactly("tier", "age", "income");
    NumericReference age = (NumericReference) column(german, "age");
    assertThat(age.exact()).isTrue();
    assertThat(age.cellCounts())
        .isEqualTo(((NumericReference) column(expected, "age")).cellCounts());
    assertThat(age.missing()).isEqualTo(column(expected, "age").missing()).isPositive();
    CategoricalReference tier = (CategoricalReference) column(german, "tier");
    CategoricalReference expectedTier = (CategoricalReference) column(expected, "tier");
    assertThat(tier.categoryCount(tier.indexOf("t1")))
        .isEqualTo(expectedTier.categoryCount(expectedTier.indexOf("t1")));
    NumericReference income = (NumericReference) column(german, "income");
    NumericReference expectedIncome = (NumericReference) column(expected, "income");
    assertThat(income.points()).isLessThanOrEqualTo(256).isGreaterThan(200);
    assertThat(income.count()).isEqualTo(expectedIncome.count());
    assertThat(LongStream.of(income.cellCounts()).sum()).isEqualTo(income.count());
    assertThat(income.largestIntervalShare()).isLessThan(2.0 / 256);
    assertThat(income.min()).isEqualTo(expectedIncome.min());
    assertThat(income.max()).isEqualTo(expectedIncome.max());
  }

  @Test
  void build_report_saysWhatWasTakenAndLeft() throws Exception {
    CommandRun run =
        build(
            sample(3_000),
            directory.resolve("m.ref"),
            "--segment-by=country",
            "--segment-by=country+tier",
            "--segment-min-rows=600");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .containsPattern(
            "Segments by country: 2 taken, with \\d+ of 3000 rows; left out: \\d+ rows")
        .containsPattern("of 2 other values, 2\\d\\d rows without a value")
        .contains("Segments by country+tier: ")
        .containsPattern("country=DE +1\\d\\d\\d +3");
  }

  @Test
  void build_sameFile_givesTheSameId() throws Exception {
    String sample = sample(4_000);
    Path one = directory.resolve("one.ref");
    Path other = directory.resolve("other.ref");
    build(sample, one, "--segment-by=country+tier");
    build(sample, other, "--segment-by=country+tier");

    assertThat(ReferenceFile.read(one).id()).isEqualTo(ReferenceFile.read(other).id());
    assertThat(ReferenceFile.read(one).parts().names()).isNotEmpty();
  }

  @Test
  void build_columnThatMakesNoSegments_saysWhatToDo() throws Exception {
    Path output = directory.resolve("m.ref");
    String sample = sample(600);

    assertThat(build(sample, output, "--segment-by=age").err())
        .contains("the column is numeric; add --categorical age");
    assertThat(build(sample, output, "--segment-by=town").err())
        .contains("--segment-by names town, but");
    assertThat(build(sample, output, "--segment-by=country", "--exclude=country").err())
        .contains("left out of the reference");
    assertThat(build(sample, output, "--segment-by=country", "--segment-min-rows=900").err())
        .contains("no value has 900 rows; lower --segment-min-rows");
    assertThat(build(sample, output, "--segment-by=country+country").err())
        .contains("1 to 4 different columns");
    assertThat(build(sample, output, "--segment-by=country", "--segments-max=257").err())
        .contains("--segments-max 257 is not 1 to 256");
    assertThat(output).doesNotExist();
    assertThat(
            build(sample, output, "--segment-by=age", "--categorical=age", "--segment-min-rows=1")
                .exitCode())
        .isZero();
  }

  @Test
  void showAndDiff_ofSegments_nameThem() throws Exception {
    Path one = directory.resolve("one.ref");
    Path two = directory.resolve("two.ref");
    build(sample(3_000), one, "--segment-by=country", "--segments-max=2");
    build(sample(3_000), two, "--segment-by=country", "--segments-max=1");

    CommandRun show = CommandRun.of("reference", "show", one.toString());
    assertThat(show.out()).contains("Segments, each").contains("country=FR");
    CommandRun part = CommandRun.of("reference", "show", one.toString(), "--segment", "country=FR");
    assertThat(part.out()).contains("m/1 country=FR (training)").doesNotContain("Segments, each");
    CommandRun diff = CommandRun.of("reference", "diff", one.toString(), two.toString());
    assertThat(diff.out()).contains("Segments only in BEFORE: country=FR");
    assertThat(
            CommandRun.of(
                    "reference", "diff", one.toString(), two.toString(), "--segment", "country=DE")
                .out())
        .contains("income")
        .doesNotContain("country ");
    assertThat(CommandRun.of("reference", "show", two.toString(), "--segment", "country=FR").err())
        .contains("has no segment country=FR; it has country=DE");
  }
}
