// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.shell.ReadingProgress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a reference file from a sample. */
@Command(
    name = "build",
    description = {
      "Make a reference from a sample, usually the data a model was trained on.",
      "The sample is CSV with a header (plain or in gzip), Parquet or an Avro container, known by"
          + " its content. Empty and null cells are missing values. Memory does not grow with its"
          + " rows: a numeric column with too many distinct values is read twice, first to choose"
          + " points, then to count exactly against them.",
      "Left out by themselves: points in time, texts that are different in every row, and columns"
          + " without values; what was taken and what is odd is printed.",
      "With --from-topic the sample is what the input topics hold: predictions are joined with"
          + " their features as the service does it, committed records only. They go through a"
          + " temporary file; in memory are those that wait for each other.",
      "With --segment-by the reference has a part for each of the heaviest values of a column, and"
          + " each is watched beside the whole. This takes two or three more passes.",
      "With --format sagemaker FILE is the statistics.json of a baseline of SageMaker Model"
          + " Monitor, of which the distributions are taken.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidemark reference build train.csv --model churn --version 3 --output churn-3.ref",
      "  tidemark reference build train.parquet --model california --version 1 \\",
      "      --predictions y_pred_proba,y_pred --id id --timestamp timestamp \\",
      "      --exclude clf_target --output california-1.ref",
      "  tidemark reference build train.csv --model churn --version 3 --segment-by country \\",
      "      --segment-by country+tier --output churn-3.ref",
      "  tidemark reference build --from-topic --from -7d --model churn --version 3 \\",
      "      --config tidemark.properties --name last-week --output last-week.ref",
      "  tidemark reference build --format sagemaker statistics.json --model churn --version 3 \\",
      "      --constraints constraints.json --output churn-3.ref",
    })
final class ReferenceBuildCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The sample; none with --from-topic.")
  private Path file;

  @Option(
      names = "--name",
      paramLabel = "TEXT",
      description = "What people will call the reference. Default: training.")
  private String name = "training";

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE.ref",
      description = "Where to write the reference.")
  private Path output;

  @Mixin private SampleOptions sampleOptions;

  @Mixin private SegmentOptions segmentOptions;

  @Mixin private TopicOptions topicOptions;

  @Mixin private SagemakerOptions sagemakerOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (!ReferenceFile.isOne(output)) {
      throw CommandFailure.usage(
          "--output "
              + output
              + " does not end in "
              + ReferenceFile.SUFFIX
              + ", by which references are told from samples; name it "
              + output.getFileName()
              + ReferenceFile.SUFFIX);
    }
    MadeReference made = make();
    long bytes = ReferenceFile.write(made.profile(), output);
    PrintWriter out = spec.commandLine().getOut();
    made.lines().forEach(out::println);
    out.println(
        String.format(
            Locale.ROOT,
            "Reference %s of %s (%s), made from %d rows: %s, %d bytes",
            made.profile().id(),
            made.profile().modelVersion(),
            name,
            made.rows(),
            output,
            bytes));
    return 0;
  }

  private MadeReference make() {
    if (topicOptions.fromTopic() == (file != null)) {
      throw CommandFailure.usage("name a FILE, or give --from-topic; one of them, not both");
    }
    if (sagemakerOptions.given() && file != null) {
      topicOptions.requireNone();
      segmentOptions.requireNone(file.toString());
      return sagemakerOptions.read(file, name, sampleOptions);
    }
    sagemakerOptions.requireNone();
    try (ReadingProgress progress = ReadingProgress.on(spec.commandLine().getErr())) {
      if (topicOptions.fromTopic()) {
        return topicOptions.read(name, sampleOptions, segmentOptions, progress);
      }
      topicOptions.requireNone();
      Path checked = ReferenceSample.checked(file, sampleOptions);
      return MadeReference.of(
          ReferenceSample.read(checked, name, sampleOptions, segmentOptions, Set.of(), progress));
    }
  }
}
