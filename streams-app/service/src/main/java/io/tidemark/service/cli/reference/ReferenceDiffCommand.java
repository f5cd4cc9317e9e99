// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.observation.Segment;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.reference.ReferenceDifference;
import io.tidemark.core.reference.ReferenceParts;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.shell.ClusterOptions;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.shell.TextTable;
import io.tidemark.service.references.ModelReferences;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows how two references differ. */
@Command(
    name = "diff",
    description = {
      "Show how two references differ, column by column, the largest distance first.",
      "Each is a file that ends in .ref, or a published reference by name or id; for those name"
          + " --model and --version. DISTANCE is the largest distance of the distribution functions"
          + " (KS) for numbers, and the total variation for categories.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidemark reference diff churn-3.ref churn-4.ref",
      "  tidemark reference diff training last-week --model churn --version 3 --config"
          + " t.properties",
    })
final class ReferenceDiffCommand implements Callable<Integer> {

  private static final Comparator<ReferenceDifference> LARGEST_FIRST =
      Comparator.comparingDouble(
              (ReferenceDifference d) -> Double.isNaN(d.distance()) ? -2 : -d.distance())
          .thenComparing(ReferenceDifference::column);

  @Parameters(index = "0", paramLabel = "BEFORE", description = "A file or a published reference.")
  private String before;

  @Parameters(index = "1", paramLabel = "AFTER", description = "Another.")
  private String after;

  @ArgGroup(exclusive = false)
  private ModelOptions modelOptions;

  @Mixin private SegmentOption segmentOption;

  @Mixin private ClusterOptions clusterOptions;

  @Spec private CommandSpec spec;

  private ModelReferences published;

  @Override
  public Integer call() {
    ReferenceProfile from = reference(before);
    ReferenceProfile to = reference(after);
    List<ReferenceDifference> differences =
        ReferenceDifference.between(segmentOption.of(from), segmentOption.of(to));
    TextTable table =
        new TextTable("COLUMN", "ROLE", "KIND", "VALUES", "MISSING", "MEAN", "DISTANCE");
    differences.stream().sorted(LARGEST_FIRST).forEach(difference -> add(table, difference));
    PrintWriter out = spec.commandLine().getOut();
    table.lines().forEach(out::println);
    onlyIn(from, to).ifPresent(names -> out.println("Segments only in BEFORE: " + names));
    onlyIn(to, from).ifPresent(names -> out.println("Segments only in AFTER: " + names));
    return 0;
  }

  private static Optional<String> onlyIn(ReferenceProfile one, ReferenceProfile other) {
    List<String> names =
        one.parts().names().stream()
            .map(ReferenceParts.Name::segment)
            .filter(segment -> other.parts().find(segment) == null)
            .map(Segment::toString)
            .toList();
    return names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", names));
  }

  private ReferenceProfile reference(String wanted) {
    Path file = Path.of(wanted);
    if (ReferenceFile.isOne(file)) {
      return ReferenceFile.read(file);
    }
    if (modelOptions == null) {
      throw CommandFailure.usage(
          wanted
              + " is no file that ends in .ref; for a published reference name --model and"
              + " --version");
    }
    if (published == null) {
      published =
          new ReferenceTopics(clusterOptions)
              .read(modelOptions.modelVersion(), spec.commandLine().getErr());
    }
    return ModelOptions.find(published, wanted);
  }

  private static void add(TextTable table, ReferenceDifference difference) {
    FeatureReference a = difference.before();
    FeatureReference b = difference.after();
    table.add(
        difference.column(),
        difference.role().name().toLowerCase(Locale.ROOT),
        change(kind(a), kind(b)),
        change(a == null ? null : a.count(), b == null ? null : b.count()),
        change(a == null ? null : share(a), b == null ? null : share(b)),
        change(mean(a), mean(b)),
        distance(difference));
  }

  private static String kind(FeatureReference reference) {
    return reference == null ? null : reference.kind().name().toLowerCase(Locale.ROOT);
  }

  private static String share(FeatureReference reference) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * reference.missingShare());
  }

  private static String mean(FeatureReference reference) {
    return reference instanceof NumericReference numeric
        ? String.format(Locale.ROOT, "%.6g", numeric.mean())
        : null;
  }

  private static String change(Object before, Object after) {
    String from = before == null ? "-" : before.toString();
    String to = after == null ? "-" : after.toString();
    return from.equals(to) ? from : from + " > " + to;
  }

  private static String distance(ReferenceDifference difference) {
    if (difference.before() == null) {
      return "only in AFTER";
    }
    if (difference.after() == null) {
      return "only in BEFORE";
    }
    if (Double.isNaN(difference.distance())) {
      return "not comparable";
    }
    return String.format(Locale.ROOT, "%.4f", difference.distance())
        + (difference.errorBound() == 0
            ? ""
            : String.format(Locale.ROOT, " (up to %.2g more)", difference.errorBound()));
  }
}
