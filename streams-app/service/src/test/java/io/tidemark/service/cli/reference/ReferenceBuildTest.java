// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.observation.FeatureRole;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceBuildTest {

  private static final String SAMPLE =
      """
      id,age,plan,code,note,score
      a,30,basic,1,,0.5
      b,,plus,2,,0.25
      c,41,basic,1,,NaN
      """;

  @TempDir private Path directory;

  @Test
  void build_sample_writesWhatItSays() throws Exception {
    Path output = directory.resolve("m.ref");
    CommandRun run =
        build(SAMPLE, output, "--id", "id", "--predictions", "score", "--categorical", "code");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    ReferenceProfile profile = ReferenceFile.read(output);
    assertThat(profile.features())
        .extracting(FeatureReference::name)
        .containsExactly("age", "plan", "code", "score");
    NumericReference age = (NumericReference) profile.feature(0);
    assertThat(age.count()).isEqualTo(2);
    assertThat(age.missing()).isEqualTo(1);
    CategoricalReference code = (CategoricalReference) profile.feature(2);
    assertThat(code.kind()).isEqualTo(FeatureKind.CATEGORICAL);
    assertThat(code.categoryCount(code.indexOf("1"))).isEqualTo(2);
    assertThat(profile.feature(3).role()).isEqualTo(FeatureRole.PREDICTION);
    assertThat(profile.feature(3).invalid()).isEqualTo(1);
    assertThat(run.out())
        .contains("Left out: id (--id); ")
        .contains("note")
        .contains("Reference " + profile.id() + " of m/1 (training), made from 3 rows");
  }

  @Test
  void build_oddities_areNamed() throws Exception {
    StringBuilder sample = new StringBuilder("key,same\n");
    for (int i = 0; i < 50; i++) {
      sample.append("k").append(i).append(",1\n");
    }
    CommandRun run = build(sample.toString(), directory.resolve("m.ref"));
    assertThat(run.outLines().get(1)).contains("key").contains("different value in every row");
    assertThat(run.outLines().get(2)).contains("same").contains("is constant");
  }

  @Test
  void build_noRows_failsAndWritesNothing() throws Exception {
    Path output = directory.resolve("m.ref");
    CommandRun run = build("a,b\n", output);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("sample.csv").contains("has no rows");
    assertThat(output).doesNotExist();
  }

  @Test
  void build_brokenRow_namesFileAndLine() throws Exception {
    CommandRun run = build("a,b\n1,2\n3\n", directory.resolve("m.ref"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("sample.csv, line 3: expected 2 fields").doesNotContain("\tat ");
  }

  @Test
  void build_unknownColumn_namesTheOption() throws Exception {
    CommandRun run = build(SAMPLE, directory.resolve("m.ref"), "--exclude", "nope,age");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--exclude names nope, but").contains("id, age, plan");
  }

  @Test
  void build_wrongResolution_namesTheValue() throws Exception {
    CommandRun text = build(SAMPLE, directory.resolve("m.ref"), "--resolution", "many");
    assertThat(text.exitCode()).isEqualTo(2);
    assertThat(text.err()).contains("--resolution").contains("'many' is neither");
    CommandRun tooFew = build(SAMPLE, directory.resolve("m.ref"), "--resolution", "1");
    assertThat(tooFew.exitCode()).isEqualTo(2);
    assertThat(tooFew.err()).contains("'1' is too few points");
  }

  @Test
  void show_fileOfBuild_tellsWhatItHolds() throws Exception {
    Path output = directory.resolve("m.ref");
    build(SAMPLE, output, "--id", "id");
    CommandRun run = CommandRun.of("reference", "show", output.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("m/1 (training)").contains("from 30 to 41").contains("basic 2");
  }

  @Test
  void show_notAReference_saysSo() throws Exception {
    Path file = Files.writeString(directory.resolve("x.ref"), "hello");
    CommandRun run = CommandRun.of("reference", "show", file.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains(file + " is not a reference file");
    assertThat(CommandRun.of("reference", "show").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("reference", "show", "none.ref").exitCode()).isEqualTo(2);
  }

  private CommandRun build(String sample, Path output, String... more) throws IOException {
    Path file = Files.writeString(directory.resolve("sample.csv"), sample);
    List<String> args = new ArrayList<>(List.of("reference", "build", file.toString()));
    args.addAll(List.of("--model", "m", "--version", "1", "--output", output.toString()));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray(String[]::new));
  }
}
