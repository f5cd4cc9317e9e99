// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing.chaos;

import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.evaluate.FeatureComparison;
import io.tidemark.core.evaluate.Statistic;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Segment;
import io.tidemark.schemas.DriftResult;
import io.tidemark.schemas.FeatureResult;
import io.tidemark.service.testing.NaiveOracle;
import io.tidemark.service.testing.NaiveOracle.Expected;
import io.tidemark.service.testing.NaiveOracle.Window;
import io.tidemark.service.testing.chaos.DirectEvaluation.SegmentWindow;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Compares the results on the topic with what every window should be: counts with the naive
 * recomputation, every statistic with {@link DirectEvaluation} to the last bit, KS and PSI of one
 * column with the raw samples as well.
 */
final class ResultCheck {

  private static final double TOLERANCE = 1e-12;

  /** What the service takes unless told otherwise. */
  private static final int PSI_BINS = 10;

  private static final double PSI_FLOOR = 1e-4;

  private final Traffic traffic;
  private final DirectEvaluation direct;
  private final List<String> differences = new ArrayList<>();
  private int duplicates;
  private long countedAgain;

  ResultCheck(Traffic traffic, DirectEvaluation direct) {
    this.traffic = traffic;
    this.direct = direct;
  }

  /** Exactly once: one result a window, and that the right one. */
  ResultCheck exactlyOnce(Map<Window, Expected> expected, List<DriftResult> results) {
    Map<Window, List<DriftResult>> byWindow = byWindow(results);
    missingAndUnknown(expected.keySet(), byWindow.keySet());
    segments(results);
    ids(results);
    byWindow.forEach(
        (window, all) -> {
          if (all.size() > 1) {
            duplicates += all.size() - 1;
            differences.add(window + " has " + all.size() + " results");
          }
          if (expected.containsKey(window)) {
            same(window, expected.get(window), all.get(0));
          }
        });
    return this;
  }

  /** No two windows, and no two segments of one, may share an id. */
  private void ids(List<DriftResult> results) {
    Map<String, String> owners = new HashMap<>();
    for (DriftResult result : results) {
      String owner = window(result) + " " + result.getSegment();
      String other = owners.put(result.getResultId(), owner);
      if (other != null && !other.equals(owner)) {
        differences.add(result.getResultId() + " is the id of " + other + " and of " + owner);
      }
    }
  }

  /** Exactly once for the windows of segments. */
  private void segments(List<DriftResult> results) {
    Set<SegmentWindow> missing = new HashSet<>(direct.segments());
    for (DriftResult result : results) {
      if (result.getSegment() != null) {
        SegmentWindow key = new SegmentWindow(window(result), Segment.parse(result.getSegment()));
        if (missing.remove(key)) {
          same(key.window(), direct.report(key), result);
        } else {
          differences.add(key + " should not exist, or not once more");
        }
      }
    }
    missing.forEach(key -> differences.add(key + " has no result"));
  }

  /**
   * At least once: of each window and each segment of it there is a result, none has less than the
   * truth, in any column either, and all of them have one id.
   */
  ResultCheck atLeastOnce(Map<Window, Expected> expected, List<DriftResult> results) {
    Map<Window, List<DriftResult>> byWindow = byWindow(results);
    missingAndUnknown(expected.keySet(), byWindow.keySet());
    ids(results);
    byWindow.forEach(
        (window, all) -> {
          if (expected.containsKey(window)) {
            Expected truth = expected.get(window);
            noLess(window, direct.report(window), column -> Tally.of(truth, column), all);
          }
        });
    Map<SegmentWindow, List<DriftResult>> bySegment = bySegment(results);
    missingAndUnknown(direct.segments(), bySegment.keySet());
    bySegment.forEach(
        (key, all) -> {
          if (direct.segments().contains(key)) {
            DriftReport truth = direct.report(key);
            noLess(key, truth, column -> Tally.of(truth, column), all);
          }
        });
    return this;
  }

  private void noLess(
      Record where, DriftReport truth, Function<String, Tally> tallies, List<DriftResult> all) {
    duplicates += all.size() - 1;
    Set<String> ids = new HashSet<>();
    for (DriftResult result : all) {
      ids.add(result.getResultId());
      countedAgain += Math.max(0, result.getObservations() - truth.observations());
      noLess(where, "observations", truth.observations(), result.getObservations());
      noLess(where, "columns", truth.features().size(), result.getFeatures().size());
      for (FeatureResult feature : result.getFeatures()) {
        String column = feature.getFeature();
        Tally tally = tallies.apply(column);
        noLess(where, column + " n", tally.n, feature.getN());
        noLess(where, column + " invalid", tally.invalid, feature.getInvalid());
        noLess(where, column + " missing", tally.missing, feature.getMissing());
      }
    }
    if (ids.size() > 1) {
      differences.add(where + " has the ids " + ids);
    }
  }

  private void noLess(Record where, String what, long truth, long actual) {
    if (actual < truth) {
      differences.add(where + " " + what + " is " + actual + ", less than " + truth);
    }
  }

  /** How the values of a column are counted. */
  private record Tally(long n, long invalid, long missing) {

    static Tally of(Expected expected, String column) {
      long n =
          expected.numbers.containsKey(column)
              ? expected.numbers.get(column).size()
              : expected.categories.getOrDefault(column, Map.of()).values().stream()
                  .mapToLong(count -> count)
                  .sum();
      long invalid = expected.invalid.getOrDefault(column, 0);
      return new Tally(n, invalid, expected.observations - n - invalid);
    }

    static Tally of(DriftReport report, String column) {
      return report.features().stream()
          .filter(feature -> feature.feature().equals(column))
          .map(f -> new Tally(f.count(), f.invalid(), f.missing()))
          .findFirst()
          .orElseThrow();
    }
  }

  private void missingAndUnknown(Set<?> expected, Set<?> found) {
    expected.stream()
        .filter(window -> !found.contains(window))
        .forEach(window -> differences.add(window + " has no result"));
    found.stream()
        .filter(window -> !expected.contains(window))
        .forEach(window -> differences.add(window + " should not exist"));
  }

  private static Map<Window, List<DriftResult>> byWindow(List<DriftResult> results) {
    Map<Window, List<DriftResult>> byWindow = new TreeMap<>();
    for (DriftResult result : results) {
      if (result.getSegment() == null) {
        byWindow.computeIfAbsent(window(result), window -> new ArrayList<>()).add(result);
      }
    }
    return byWindow;
  }

  private static Map<SegmentWindow, List<DriftResult>> bySegment(List<DriftResult> results) {
    Map<SegmentWindow, List<DriftResult>> bySegment = new HashMap<>();
    for (DriftResult result : results) {
      if (result.getSegment() != null) {
        bySegment
            .computeIfAbsent(
                new SegmentWindow(window(result), Segment.parse(result.getSegment())),
                key -> new ArrayList<>())
            .add(result);
      }
    }
    return bySegment;
  }

  private static Window window(DriftResult result) {
    return new Window(
        result.getModel(), result.getModelVersion(), result.getWindowStart().toEpochMilli());
  }

  private void same(Window window, Expected expected, DriftResult result) {
    same(window, "observations", expected.observations, result.getObservations());
    same(window, direct.report(window), result);
    for (FeatureResult feature : result.getFeatures()) {
      counts(window, expected, feature);
      if (feature.getFeature().equals("income") && feature.getN() > 0) {
        fromRawValues(window, expected, feature);
      }
    }
  }

  private void same(Window window, DriftReport report, DriftResult result) {
    same(window, "observations", report.observations(), result.getObservations());
    same(window, "unreferenced", 0, result.getUnreferenced());
    same(window, "unknown features", report.unknownFeatures(), result.getUnknownFeatures());
    same(window, "columns", report.features().size(), result.getFeatures().size());
    for (int i = 0; i < report.features().size(); i++) {
      statistics(window, report.features().get(i), result.getFeatures().get(i));
    }
  }

  private void counts(Window window, Expected expected, FeatureResult feature) {
    String name = feature.getFeature();
    Tally tally = Tally.of(expected, name);
    same(window, name + " n", tally.n, feature.getN());
    same(window, name + " invalid", tally.invalid, feature.getInvalid());
    same(window, name + " missing", tally.missing, feature.getMissing());
  }

  private void statistics(Window window, FeatureComparison expected, FeatureResult actual) {
    same(window, actual.getFeature(), expected.statistics().size(), actual.getStatistics().size());
    for (Statistic statistic : expected.statistics()) {
      io.tidemark.schemas.Statistic other = actual.getStatistics().get(statistic.key());
      String what = actual.getFeature() + " " + statistic.key();
      if (other == null) {
        differences.add(window + " " + what + " is not there");
      } else {
        sameBits(window, what, statistic.value(), other.getValue());
        sameBits(window, what + " p", statistic.pValue(), other.getPValue());
      }
    }
  }

  private void sameBits(Window window, String what, double expected, Double actual) {
    double other = actual == null ? Double.NaN : actual;
    if (Double.doubleToLongBits(expected) != Double.doubleToLongBits(other)) {
      differences.add(window + " " + what + " is " + other + " and not " + expected);
    }
  }

  private void fromRawValues(Window window, Expected expected, FeatureResult feature) {
    double[] reference =
        traffic.referenceIncomes(new ModelVersion(window.model(), window.version()));
    DoubleArrayList values = expected.numbers.get("income");
    near(window, feature, "ks", NaiveOracle.ks(reference, values));
    near(window, feature, "psi", NaiveOracle.psi(reference, values, PSI_BINS, PSI_FLOOR));
  }

  private void near(Window window, FeatureResult feature, String statistic, double naive) {
    double value = feature.getStatistics().get(statistic).getValue();
    if (!(Math.abs(naive - value) <= TOLERANCE * Math.max(1, naive))) {
      differences.add(window + " income " + statistic + " is " + value + " and not " + naive);
    }
  }

  private void same(Window window, String what, long expected, long actual) {
    if (expected != actual) {
      differences.add(window + " " + what + " is " + actual + " and not " + expected);
    }
  }

  /** What was wrong, each in a line. */
  List<String> differences() {
    return differences;
  }

  /** Results beyond the first of their window. */
  int duplicates() {
    return duplicates;
  }

  /** Observations beyond the truth, over all results. */
  long countedAgain() {
    return countedAgain;
  }
}
