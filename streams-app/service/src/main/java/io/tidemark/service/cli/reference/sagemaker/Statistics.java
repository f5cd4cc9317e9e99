// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.shell.TextTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The distributions in {@code statistics.json} of SageMaker Model Monitor.
 *
 * @param features a reference of each column that has a distribution; features, then outputs
 * @param rows rows of the data set it was made of, as it says itself
 * @param notes what was not taken, with the reason, and what is off
 */
public record Statistics(List<FeatureReference> features, long rows, List<String> notes) {

  private static final String DOCUMENTED = "statistics.json file of a baseline job";

  /** Copies the lists. */
  public Statistics {
    features = List.copyOf(features);
    notes = List.copyOf(notes);
  }

  /**
   * Reads a file.
   *
   * @param file the file
   * @param outputs columns that the model put out
   * @param excluded columns to leave out
   * @return its distributions
   * @throws CommandFailure if it cannot be read, has no distribution, or lacks a named column
   */
  public static Statistics read(Path file, Set<String> outputs, Set<String> excluded) {
    JsonNode document = JsonFile.read("FILE", file, DOCUMENTED);
    Set<String> unknown = new LinkedHashSet<>(outputs);
    unknown.addAll(excluded);
    List<FeatureReference> features = new ArrayList<>();
    List<FeatureReference> predictions = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (JsonNode feature : document.path("features")) {
      String name = feature.path("name").asText();
      unknown.remove(name);
      boolean output = outputs.contains(name);
      if (name.isEmpty() || !seen.add(name)) {
        notes.add("'" + name + "' left out: its name is empty or there twice");
      } else if (!excluded.contains(name)) {
        FeatureReference found =
            reference(feature, name, output ? FeatureRole.PREDICTION : FeatureRole.FEATURE, notes);
        if (found != null) {
          (output ? predictions : features).add(found);
        }
      }
    }
    refuseUnknown(file, unknown, seen);
    features.addAll(predictions);
    if (features.isEmpty()) {
      throw CommandFailure.running(
          file + " has no distribution to make a reference of: " + String.join("; ", notes));
    }
    return new Statistics(features, document.at("/dataset/item_count").asLong(), notes);
  }

  private static void refuseUnknown(Path file, Set<String> unknown, Set<String> known) {
    if (!unknown.isEmpty()) {
      throw CommandFailure.usage(
          "an option names "
              + String.join(", ", unknown)
              + ", but "
              + file
              + " has only the features "
              + String.join(", ", known));
    }
  }

  private static FeatureReference reference(
      JsonNode feature, String name, FeatureRole role, List<String> notes) {
    JsonNode numeric = feature.path("numerical_statistics");
    JsonNode texts = feature.path("string_statistics");
    try {
      FeatureReference found =
          numeric.isMissingNode()
              ? categorical(texts, name, role)
              : new NumericBuckets(numeric).reference(name, role);
      if (found == null) {
        notes.add(name + " left out: the file has no distribution of it");
        return null;
      }
      JsonNode statistics = numeric.isMissingNode() ? texts : numeric;
      long present = statistics.at("/common/num_present").asLong(found.count());
      if (present != found.count()) {
        notes.add(
            String.format(
                Locale.ROOT,
                "%s: its buckets hold %,d of %,d values; the others are not carried",
                name,
                found.count(),
                present));
      }
      return found;
    } catch (IllegalArgumentException | ArithmeticException e) {
      notes.add(name + " left out: " + e.getMessage());
      return null;
    }
  }

  private static FeatureReference categorical(JsonNode statistics, String name, FeatureRole role) {
    Map<String, Long> counts = new HashMap<>();
    for (JsonNode bucket : statistics.at("/distribution/categorical/buckets")) {
      long count = bucket.path("count").asLong();
      if (count > 0) {
        counts.merge(bucket.path("value").asText(), count, Math::addExact);
      }
    }
    long missing = Math.max(0, statistics.at("/common/num_missing").asLong());
    return counts.isEmpty()
        ? null
        : CategoricalReference.of(
            name, role, counts, CategoricalReference.DEFAULT_CATEGORIES, missing, 0);
  }

  /**
   * What was taken, for people.
   *
   * @return lines of text
   */
  public List<String> describe() {
    TextTable table = new TextTable("COLUMN", "ROLE", "KIND", "VALUES", "MISSING", "KEPT");
    for (FeatureReference feature : features) {
      table.add(
          feature.name(),
          feature.role() == FeatureRole.PREDICTION ? "prediction" : "feature",
          feature.kind() == FeatureKind.NUMERIC ? "numeric" : "categorical",
          feature.count(),
          feature.missing(),
          kept(feature));
    }
    List<String> lines = new ArrayList<>(table.lines());
    notes.forEach(note -> lines.add("Note: " + note));
    return lines;
  }

  private static String kept(FeatureReference feature) {
    if (feature instanceof CategoricalReference categorical) {
      return categorical.categories() + " categories";
    }
    NumericReference numeric = (NumericReference) feature;
    return numeric.exact()
        ? "exact"
        : String.format(
            Locale.ROOT,
            "%d bucket bounds, KS within %.2g",
            numeric.points(),
            numeric.largestIntervalShare());
  }
}
