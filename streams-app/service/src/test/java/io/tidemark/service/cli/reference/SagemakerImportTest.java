// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.CommandRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files were written for this test after the schema that SageMaker's documentation gives for
 * statistics.json and constraints.json; no job of SageMaker wrote them.
 */
class SagemakerImportTest {

  @TempDir private Path directory;

  @Test
  void build_buckets_boundsArePointsAndCountsLieBetween() throws Exception {
    CommandRun run = build(resource("statistics.json"), "--predictions=visits");
    assertThat(run.err()).isEmpty();
    ReferenceProfile profile = profile();
    assertThat(profile.features())
        .extracting(FeatureReference::name)
        .containsExactly("amount", "version_code", "plan", "visits");
    NumericReference amount = (NumericReference) profile.feature(0);
    assertThat(amount.points()).isEqualTo(11);
    assertThat(amount.point(0)).isEqualTo(0.5);
    assertThat(amount.point(10)).isEqualTo(100.5);
    assertThat(amount.cellCounts())
        .containsExactly(
            0, 0, 20, 0, 60, 0, 100, 0, 140, 0, 170, 0, 196, 0, 144, 0, 90, 0, 40, 0, 20, 0, 0);
    assertThat(amount.largestIntervalShare()).isEqualTo(0.2);
    assertThat(amount.missing()).isEqualTo(20);
    assertThat(amount.mean()).isEqualTo(51.25);
    assertThat(amount.standardDeviation()).isEqualTo(21.5);
    assertThat(amount.max()).isEqualTo(100.5);
    assertThat(run.out())
        .contains("11 bucket bounds, KS within 0.20")
        .contains("made from 1000 rows");
  }

  @Test
  void build_constantAndUncompactedSketch_areExact() throws Exception {
    build(resource("statistics.json"), "--predictions=visits");
    NumericReference constant = (NumericReference) profile().feature(1);
    assertThat(constant.exact()).isTrue();
    assertThat(constant.cellCounts()).containsExactly(0, 1000, 0);
    NumericReference visits = (NumericReference) profile().feature(3);
    assertThat(visits.role()).isEqualTo(FeatureRole.PREDICTION);
    assertThat(visits.exact()).isTrue();
    assertThat(visits.cellCounts()).containsExactly(0, 1, 0, 2, 0, 1, 0);
  }

  @Test
  void build_texts_keepTheirCountsAndTellWhatIsLost() throws Exception {
    CommandRun run = build(resource("statistics.json"));
    CategoricalReference plan = (CategoricalReference) profile().feature(3);
    assertThat(plan.categoryCount(plan.indexOf("plus"))).isEqualTo(300);
    assertThat(plan.missing()).isEqualTo(10);
    assertThat(run.out())
        .contains("plan: its buckets hold 980 of 990 values")
        .contains("comment left out: the file has no distribution of it");
  }

  @Test
  void build_constraints_areListedAsNotCarried() throws Exception {
    String constraints = "--constraints=" + resource("constraints.json");
    CommandRun run = build(resource("statistics.json"), constraints);
    assertThat(run.out())
        .contains("Not carried from")
        .contains("amount: completeness 0.98, is_non_negative true")
        .contains("plan: completeness 0.99, domains of 3")
        .contains("monitoring_config");
  }

  @Test
  void build_notThatFile_namesTheRemedy() throws Exception {
    Path other = Files.writeString(directory.resolve("x.json"), "{\"a\": 1}");
    assertThat(build(other).err()).contains("has no list 'features'");
    assertThat(build(Files.writeString(other, "a,b\n1,2\n")).err()).contains("is not JSON");
    assertThat(build(resource("statistics.json"), "--exclude=nope").err())
        .contains("names nope, but");
    Path overlapping =
        Files.writeString(
            other,
            """
            {"features": [{"name": "a", "numerical_statistics": {"distribution": {"kll": {"buckets":
            [{"lower_bound": 0, "upper_bound": 2, "count": 1},
             {"lower_bound": 1, "upper_bound": 3, "count": 1}]}}}}]}
            """);
    assertThat(build(overlapping).err()).contains("a left out: buckets overlap at 2.0");
  }

  private static Path resource(String name) throws Exception {
    return Path.of(SagemakerImportTest.class.getResource("/sagemaker/" + name).toURI());
  }

  private ReferenceProfile profile() {
    return ReferenceFile.read(directory.resolve("m.ref"));
  }

  private CommandRun build(Path file, String... more) {
    List<String> args = new ArrayList<>(List.of("reference", "build", "--format", "sagemaker"));
    args.addAll(List.of(file.toString(), "--model", "m", "--version", "1"));
    args.addAll(List.of("--output", directory.resolve("m.ref").toString()));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray(String[]::new));
  }
}
