// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.shell.ClusterOptions;
import io.tidemark.service.cli.shell.InputFiles;
import io.tidemark.service.cli.shell.ReadingProgress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts references on their topic. */
@Command(
    name = "publish",
    description = {
      "Publish references to the topic from which the service takes them.",
      "A file that ends in .ref is taken as it is; any other is read as a CSV sample, as by"
          + " 'reference build'. A published reference is never changed: one of the same name"
          + " stands beside it. Windows that start after it was made are compared with it, unless"
          + " --no-activate.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidemark reference publish churn-3.ref --config tidemark.properties",
      "  tidemark reference publish train.csv --model churn --version 3 --predictions score \\",
      "      --bootstrap-servers localhost:9092 --schema-registry http://localhost:8081",
    })
final class ReferencePublishCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "References or samples.")
  private List<Path> files = List.of();

  @Option(
      names = "--name",
      paramLabel = "TEXT",
      description = "What people will call references made from CSV. Default: training.")
  private String name = "training";

  @Option(names = "--create-topic", description = "Create the topic, compacted, if it is missing.")
  private boolean createTopic;

  @Option(
      names = "--no-activate",
      description = "Keep what windows are compared with now; 'reference activate' changes it.")
  private boolean withoutActivation;

  @Mixin private SampleOptions sampleOptions;

  @Mixin private SegmentOptions segmentOptions;

  @Mixin private ClusterOptions clusterOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<ReferenceProfile> profiles = new ArrayList<>();
    for (Path file : files) {
      profiles.add(read(InputFiles.require("FILE", file), out));
    }
    ReferenceTopics topics = new ReferenceTopics(clusterOptions);
    topics.reach(() -> publish(topics, profiles, out));
    return 0;
  }

  private ReferenceProfile read(Path file, PrintWriter out) {
    if (ReferenceFile.isOne(file)) {
      segmentOptions.requireNone(file.toString());
      return sampleOptions.requireSameModel(file.toString(), ReferenceFile.read(file));
    }
    Path checked = ReferenceSample.checked(file, sampleOptions);
    ReferenceSample sample = sample(checked);
    sample.describe().forEach(out::println);
    return sample.profile();
  }

  private Void publish(ReferenceTopics topics, List<ReferenceProfile> profiles, PrintWriter out) {
    if (createTopic && topics.topic().create()) {
      out.println("Created topic " + topics.name() + ", compacted");
    }
    topics.requireTopic();
    topics.publish(profiles, withoutActivation, spec.commandLine().getErr());
    for (ReferenceProfile profile : profiles) {
      out.println(
          String.format(
              Locale.ROOT,
              "Published reference %s of %s (%s), %d columns%s, to %s at %s",
              profile.id(),
              profile.modelVersion(),
              profile.name(),
              profile.size(),
              profile.parts().names().isEmpty()
                  ? ""
                  : " and " + profile.parts().names().size() + " segments",
              topics.name(),
              topics.brokers()));
    }
    return null;
  }

  private ReferenceSample sample(Path checked) {
    PrintWriter err = spec.commandLine().getErr();
    try (ReadingProgress progress = ReadingProgress.on(err)) {
      return ReferenceSample.read(checked, name, sampleOptions, segmentOptions, Set.of(), progress);
    }
  }
}
