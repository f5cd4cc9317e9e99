// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.shell.ClusterOptions;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.shell.TextTable;
import io.tidemark.service.references.ModelReferences;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what references hold. */
@Command(
    name = "show",
    description = "Show what a reference holds: one in a file, or the published ones of a model.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidemark reference show churn-3.ref",
      "  tidemark reference show --model churn --version 3 --config tidemark.properties",
    })
final class ReferenceShowCommand implements Callable<Integer> {

  private static final int CATEGORIES_SHOWN = 5;
  private static final int DIGITS = 6;

  @Parameters(arity = "0..1", paramLabel = "FILE.ref", description = "A file of reference build.")
  private Path file;

  @Option(names = "--model", paramLabel = "NAME", description = "The model's name.")
  private String model;

  @Option(
      names = "--version",
      paramLabel = "NAME",
      description = "The model's version. Default: all versions.")
  private String version;

  @Mixin private SegmentOption segmentOption;

  @Mixin private ClusterOptions clusterOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if ((file == null) == (model == null)) {
      throw CommandFailure.usage("name either a FILE.ref or a --model, and not both");
    }
    PrintWriter out = spec.commandLine().getOut();
    for (ReferenceProfile profile : file == null ? published() : List.of(read())) {
      show(segmentOption.of(profile), out);
    }
    return 0;
  }

  private ReferenceProfile read() {
    return ReferenceFile.read(file);
  }

  private List<ReferenceProfile> published() {
    ReferenceTopics topics = new ReferenceTopics(clusterOptions);
    List<ReferenceProfile> found = new ArrayList<>();
    for (ModelReferences references : topics.readAll(spec.commandLine().getErr())) {
      ModelVersion modelVersion = references.modelVersion();
      boolean sameVersion = version == null || version.equals(modelVersion.version());
      if (sameVersion && model.equals(modelVersion.model())) {
        found.addAll(references.profiles());
      }
    }
    if (found.isEmpty()) {
      throw CommandFailure.running(
          topics.name()
              + " holds no reference of "
              + model
              + (version == null ? "" : "/" + version)
              + "; see 'tidemark reference list'");
    }
    return found;
  }

  private static void show(ReferenceProfile profile, PrintWriter out) {
    out.println(
        String.format(
            Locale.ROOT,
            "%s (%s), reference %s, made %s",
            profile.population(),
            profile.name(),
            profile.id(),
            Instant.ofEpochMilli(profile.createdMillis())));
    TextTable table =
        new TextTable("COLUMN", "ROLE", "KIND", "VALUES", "MISSING", "INVALID", "HOLDS");
    for (FeatureReference feature : profile.features()) {
      table.add(
          feature.name(),
          feature.role().name().toLowerCase(Locale.ROOT),
          feature.kind().name().toLowerCase(Locale.ROOT),
          feature.count(),
          feature.missing(),
          feature.invalid(),
          feature instanceof NumericReference numeric
              ? describe(numeric)
              : describe((CategoricalReference) feature));
    }
    table.lines().forEach(out::println);
    if (!profile.parts().profiles().isEmpty()) {
      out.println("Segments, each with a distribution of its own (--segment shows one):");
      TextTable parts = new TextTable("SEGMENT", "ROWS", "COLUMNS");
      profile
          .parts()
          .profiles()
          .forEach(part -> parts.add(part.segment(), ReferenceRows.of(part), part.size()));
      parts.lines().forEach(out::println);
    }
  }

  private static String describe(NumericReference numeric) {
    return String.format(
        Locale.ROOT,
        "from %s to %s, mean %s, deviation %s; %d points%s",
        number(numeric.min()),
        number(numeric.max()),
        number(numeric.mean()),
        number(numeric.standardDeviation()),
        numeric.points(),
        numeric.exact()
            ? ", exact"
            : String.format(Locale.ROOT, ", KS within %.2g", numeric.largestIntervalShare()));
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  private static String describe(CategoricalReference categorical) {
    StringBuilder text = new StringBuilder();
    int shown = Math.min(CATEGORIES_SHOWN, categorical.categories());
    for (int i = 0; i < shown; i++) {
      text.append(i == 0 ? "" : ", ")
          .append(categorical.category(i))
          .append(' ')
          .append(categorical.categoryCount(i));
    }
    if (categorical.categories() > shown) {
      text.append(", ").append(categorical.categories() - shown).append(" more");
    }
    if (categorical.otherCount() > 0) {
      text.append(", all others ").append(categorical.otherCount());
    }
    return text.toString();
  }
}
