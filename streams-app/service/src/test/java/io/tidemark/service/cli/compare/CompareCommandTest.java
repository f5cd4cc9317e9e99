// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.service.cli.CommandRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HEADER = "age,plan,score\n";

  @TempDir private Path directory;
  private Path reference;

  @BeforeEach
  void writeReference() throws IOException {
    reference = write("ref.csv", HEADER + rows(1, 400, 0, "basic"));
  }

  private static String rows(long seed, int rows, double shift, String oftenPlan) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows; i++) {
      double age = 20 + 40 * random.nextDouble() + shift;
      String plan = random.nextInt(3) == 0 ? "premium" : oftenPlan;
      text.append(age).append(',').append(plan).append(',').append(random.nextDouble());
      text.append('\n');
    }
    return text.toString();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static CommandRun compare(Path reference, Path current, String... options) {
    List<String> args = new ArrayList<>(List.of("compare"));
    args.add(reference.toString());
    args.add(current.toString());
    args.addAll(List.of(options));
    return CommandRun.of(args.toArray(String[]::new));
  }

  @Test
  void compare_sameLaw_isStableAndEndsWithZero() throws IOException {
    CommandRun run = compare(reference, write("cur.csv", HEADER + rows(2, 300, 0, "basic")));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.outLines().subList(1, 4)).allMatch(line -> line.startsWith("stable"));
    assertThat(run.out()).contains("3 columns: 0 drifted, 0 on the way, 3 stable");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void compare_shiftedColumn_isNamedFirstAndEndsWithThree() throws IOException {
    CommandRun run = compare(reference, write("cur.csv", HEADER + rows(2, 300, 15, "basic")));
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.outLines().get(1)).startsWith("DRIFT").contains("age", "num", "400", "300");
    assertThat(run.outLines()).allMatch(line -> line.length() <= VerdictTable.WIDTH);
  }

  @Test
  void compare_json_hasALinePerColumnInOrderOfReference() throws IOException {
    Path current = write("cur.csv", HEADER + rows(2, 300, 15, "básico"));
    CommandRun run = compare(reference, current, "--format", "json", "--predictions", "score");
    assertThat(run.exitCode()).isEqualTo(3);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.outLines()) {
      lines.add(JSON.readTree(line));
    }
    assertThat(lines)
        .extracting(line -> line.get("feature").asText() + ' ' + line.get("type").asText())
        .containsExactly("age numeric", "plan categorical", "score numeric");
    assertThat(lines.get(0).get("verdict").asText()).isEqualTo("DRIFT");
    assertThat(lines.get(1).get("verdict").asText()).isEqualTo("DRIFT");
    assertThat(lines.get(2).get("role").asText()).isEqualTo("prediction");
    JsonNode ks = lines.get(0).get("statistics").get("ks");
    assertThat(ks.get("value").asDouble()).isGreaterThan(0.2);
    assertThat(ks.get("p_value").asDouble()).isLessThan(1e-6);
    assertThat(ks.get("method").asText()).isEqualTo("exact");
    assertThat(ks.get("error_bound").asDouble()).isZero();
  }

  @Test
  void compare_gzipAndFinishedReference_giveTheSameLines() throws IOException {
    Path current = write("cur.csv", HEADER + rows(2, 300, 15, "basic"));
    Path compressed = directory.resolve("cur.bin");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      out.write(Files.readAllBytes(current));
    }
    Path built = directory.resolve("x.ref");
    CommandRun build =
        CommandRun.of(
            "reference",
            "build",
            reference.toString(),
            "--model",
            "m",
            "--version",
            "1",
            "--output",
            built.toString());
    assertThat(build.exitCode()).isZero();
    String plain = compare(reference, current, "--format", "json").out();
    assertThat(compare(reference, compressed, "--format", "json").out()).isEqualTo(plain);
    assertThat(compare(built, current, "--format", "json").out()).isEqualTo(plain);
    assertThat(compare(built, current, "--bins", "5", "--resolution", "all").exitCode())
        .isEqualTo(2);
  }

  @Test
  void compare_columnsOfOneSideOnly_areNamed() throws IOException {
    Path current = write("cur.csv", "plan,tenure,age\nbasic,1,30\n");
    CommandRun run = compare(reference, current);
    assertThat(run.exitCode()).isZero();
    assertThat(run.err())
        .contains("only in " + reference + ", so not compared: score")
        .contains("only in " + current + ", so not compared: tenure");
    assertThat(run.outLines().get(1)).startsWith("too few");
    assertThat(compare(reference, current, "--exclude", "score,tenure").err())
        .doesNotContain("not compared");
  }

  @Test
  void compare_valuesMissingOrNoNumbers_areCountedApart() throws IOException {
    String text = HEADER + rows(2, 300, 0, "basic") + ",basic,0.5\nold,NA,0.5\nnan,basic,inf\n";
    CommandRun run =
        compare(reference, write("cur.csv", text), "--format", "json", "--missing", "NA");
    JsonNode age = JSON.readTree(run.outLines().get(0));
    assertThat(age.get("n").asLong()).isEqualTo(300);
    assertThat(age.get("missing").asLong()).isEqualTo(1);
    assertThat(age.get("invalid").asLong()).isEqualTo(2);
    assertThat(JSON.readTree(run.outLines().get(1)).get("missing").asLong()).isEqualTo(1);
    assertThat(JSON.readTree(run.outLines().get(2)).get("n").asLong()).isEqualTo(303);
    assertThat(run.err()).contains("column age is numeric").contains("1 values");
  }

  @Test
  void compare_declaredCategorical_isComparedByCategories() throws IOException {
    Path codes = write("codes.csv", "zip\n" + "1\n2\n3\n".repeat(50));
    Path later = write("later.csv", "zip\n" + "1\n2\n4\n".repeat(50));
    CommandRun run = compare(codes, later, "--categorical", "zip", "--format", "json");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(JSON.readTree(run.out()).get("type").asText()).isEqualTo("categorical");
  }

  @Test
  void compare_unusableFiles_failWithTheRemedy() throws IOException {
    CommandRun empty = compare(reference, write("empty.csv", HEADER));
    assertThat(empty.exitCode()).isEqualTo(1);
    assertThat(empty.err()).contains("has no rows after its header");
    CommandRun parquet = compare(reference, write("x.parquet", "PAR1 and so on"));
    assertThat(parquet.exitCode()).isEqualTo(1);
    assertThat(parquet.err()).contains("as Parquet").contains("cut off");
    Path broken = write("broken.csv", HEADER + "1,2\n");
    assertThat(compare(reference, broken).err()).contains("line 2: expected 3 fields");
    Path cut = directory.resolve("cut.csv.gz");
    Files.write(cut, new byte[] {0x1f, (byte) 0x8b, 8, 0});
    assertThat(compare(reference, cut).exitCode()).isEqualTo(1);
  }

  @Test
  void compare_wrongOptions_areWrongUsage() throws IOException {
    Path current = write("cur.csv", HEADER + rows(2, 60, 0, "basic"));
    assertThat(compare(reference, current, "--bins", "1").err()).contains("--bins").contains("1");
    assertThat(compare(reference, current, "--alpha", "2").err()).contains("--alpha");
    assertThat(compare(reference, current, "--resolution", "1").err()).contains("--resolution");
    assertThat(compare(reference, current, "--exclude", "agee").err())
        .contains("--exclude names agee");
    CommandRun absent = compare(reference, directory.resolve("absent.csv"));
    assertThat(absent.exitCode()).isEqualTo(2);
    assertThat(absent.err()).contains("CUR: there is no file");
    CommandRun strangers = compare(reference, write("other.csv", "a,b\n1,2\n"));
    assertThat(strangers.exitCode()).isEqualTo(2);
    assertThat(strangers.err()).contains("no column in common");
  }

  @Test
  void compare_namesLongerThanTheScreen_areCutInTheMiddle() throws IOException {
    String name = "average_monthly_consumption_of_the_household_in_the_last_twelve_months_kwh";
    byte[] text = Files.readAllBytes(reference);
    String renamed = new String(text, StandardCharsets.UTF_8).replace("age", name);
    Path longNames = write("long.csv", renamed);
    CommandRun run = compare(longNames, longNames);
    assertThat(run.outLines()).allMatch(line -> line.length() <= VerdictTable.WIDTH);
    assertThat(run.out()).contains("average_mon").contains("..").contains("kwh ");
  }
}
