// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.service.cli.table.Column;
import io.tidemark.service.cli.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A sample with more distinct values than one pass keeps. */
class SampleReaderTest {

  private static final int ROWS = 60_000;
  private static final ModelVersion MODEL = new ModelVersion("m", "1");

  @TempDir private Path directory;
  private final double[] skewed = new double[ROWS];
  private Path file;

  @BeforeEach
  void writeSample() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    StringBuilder text = new StringBuilder("key,at,skewed,mixed,few\n");
    for (int i = 0; i < ROWS; i++) {
      skewed[i] = Math.exp(3 * random.nextDouble()) - 2;
      text.append("k").append(i).append(",2024-01-02 03:04:05,").append(skewed[i]).append(',');
      text.append(i == 50_000 ? "none" : i % 4).append(i % 2 == 0 ? ".0" : "").append(',');
      text.append(i % 10 == 0 ? "" : i % 7).append('\n');
    }
    file = Files.writeString(directory.resolve("sample.csv"), text);
  }

  private ReferenceSample read(int resolution, String... options) throws Exception {
    ColumnOptions columns = new ColumnOptions();
    CommandLine.populateCommand(columns, options);
    return ReferenceSample.read(
        Table.open(file), MODEL, "x", columns, Precision.of(resolution), Set.of());
  }

  private static NumericReference numeric(ReferenceSample sample, String column) {
    int index = sample.profile().indexOf(FeatureRole.FEATURE, column);
    return (NumericReference) sample.profile().feature(index);
  }

  @Test
  void read_manyDistinctValues_countsExactlyAtPointsThatLieEvenly() throws Exception {
    NumericReference made = numeric(read(1024), "skewed");
    double[] sorted = skewed.clone();
    Arrays.sort(sorted);
    assertThat(made.count()).isEqualTo(ROWS);
    assertThat(made.points()).isBetween(900, 1024);
    assertThat(made.largestIntervalShare()).isLessThan(1.5 / 1024);
    assertThat(made.min()).isEqualTo(sorted[0]);
    assertThat(made.max()).isEqualTo(sorted[ROWS - 1]);
    assertThat(made.mean())
        .isCloseTo(Arrays.stream(skewed).average().orElseThrow(), Offset.offset(1e-12));
    long below = 0;
    for (int i = 0; i < made.points(); i++) {
      below += made.cellCount(2 * i) + made.cellCount(2 * i + 1);
      int found = Arrays.binarySearch(sorted, made.point(i));
      assertThat(found).isNotNegative();
      assertThat(below).isEqualTo(found + 1L);
    }
    assertThat(made.edges(10)[4]).isCloseTo(sorted[ROWS / 2], Offset.offset(0.02));
  }

  @Test
  void read_again_givesTheSameReference() throws Exception {
    assertThat(read(64).profile().id()).isEqualTo(read(64).profile().id());
  }

  @Test
  void read_all_keepsEveryValue() throws Exception {
    NumericReference made = numeric(read(NumericReference.ALL), "skewed");
    assertThat(made.exact()).isTrue();
    assertThat(made.points()).isEqualTo((int) Arrays.stream(skewed).distinct().count());
  }

  @Test
  void read_mixedColumn_countsTheTextsOfAllRows() throws Exception {
    ReferenceSample sample = read(1024);
    int index = sample.profile().indexOf(FeatureRole.FEATURE, "mixed");
    CategoricalReference mixed = (CategoricalReference) sample.profile().feature(index);
    assertThat(mixed.count()).isEqualTo(ROWS);
    assertThat(mixed.categories()).isEqualTo(5);
    assertThat(mixed.categoryCount(mixed.indexOf("1"))).isEqualTo(ROWS / 4);
    assertThat(mixed.categoryCount(mixed.indexOf("none.0"))).isEqualTo(1);
    Column column = sample.columns().get("mixed");
    assertThat(column.oddity()).contains("line 50002 holds 'none.0'");
    assertThat(numeric(sample, "few").exact()).isTrue();
    assertThat(numeric(sample, "few").missing()).isEqualTo(ROWS / 10);
  }

  @Test
  void read_idsAndTimes_areLeftOutUnlessNamed() throws Exception {
    assertThat(read(1024).leftOut())
        .containsExactly(
            "key (a different text in every row, as an id has; --categorical keeps it)",
            "at (points in time; --categorical keeps it)");
    ReferenceSample named = read(1024, "--categorical", "key,at", "--exclude", "skewed");
    assertThat(named.leftOut()).isEqualTo(List.of("skewed (--exclude)"));
    assertThat(named.columns()).containsKeys("key", "at");
  }
}
