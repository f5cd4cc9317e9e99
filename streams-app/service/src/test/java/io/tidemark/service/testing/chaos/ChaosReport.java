// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing.chaos;

import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.schemas.DriftResult;
import io.tidemark.service.testing.NaiveOracle;
import io.tidemark.service.testing.NaiveOracle.Counted;
import io.tidemark.service.testing.NaiveOracle.Expected;
import io.tidemark.service.testing.NaiveOracle.Window;
import io.tidemark.service.testing.TopicReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was done in a run and what came of it. */
public final class ChaosReport {

  private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
  private final List<String> differences = new ArrayList<>();
  private NaiveOracle oracle;
  private DirectEvaluation direct;
  private List<ReferenceProfile> rollingReferences = List.of();
  private List<Duration> restores = List.of();
  private List<Duration> stops = List.of();
  private int restoresStruck;
  private int endedByThemselves;
  private int hangingTransactions;
  private int overflowed;
  private int duplicates;
  private long countedAgain;

  void struck(Fault fault) {
    struck.merge(fault, 1, Integer::sum);
  }

  void faults(Faults faults) {
    restoresStruck = faults.restoresStruck();
  }

  void fleet(Fleet fleet) throws IOException {
    same("directories that killed instances left", 0, fleet.abandoned());
    restores = fleet.restores().stream().sorted().toList();
    stops = fleet.stops().stream().sorted().toList();
    endedByThemselves = fleet.endedByThemselves();
    hangingTransactions = fleet.hangingTransactions();
    overflowed = fleet.overflowed();
  }

  void recompute(NaiveOracle naive, DirectEvaluation counting, TopicReader reader) {
    direct = counting;
    oracle = naive.onPair(counting::accept).recompute(reader);
    rollingReferences = counting.rollingReferences();
  }

  /** The rolling references there must be. */
  List<ReferenceProfile> rollingReferences() {
    return rollingReferences;
  }

  DirectEvaluation direct() {
    return direct;
  }

  Map<Window, Expected> windows() {
    return oracle.windows();
  }

  Counted counted() {
    return oracle.counted();
  }

  void exactlyOnce(ResultCheck check, List<DriftResult> results, int deadLetters) {
    check.exactlyOnce(windows(), results);
    duplicates = check.duplicates();
    differences.addAll(check.differences());
    same("dead letters", counted().deadLetters, (long) deadLetters);
  }

  void atLeastOnce(ResultCheck check, List<DriftResult> results, int deadLetters) {
    check.atLeastOnce(windows(), results);
    duplicates = check.duplicates();
    countedAgain = check.countedAgain();
    differences.addAll(check.differences());
    if (deadLetters < counted().deadLetters) {
      differs(deadLetters + " dead letters of " + counted().deadLetters);
    }
  }

  void same(String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      differs(what + ": " + actual + " and not " + expected);
    }
  }

  void differs(String difference) {
    differences.add(difference);
  }

  /** Everything that is not as it should be, each in a line. */
  public List<String> differences() {
    return differences;
  }

  /** How often an instance was killed. */
  public int kills() {
    return struck.entrySet().stream().mapToInt(e -> e.getKey().kills() * e.getValue()).sum();
  }

  /** How many of the kills struck while an instance said that it restored its state. */
  public int killsWhileRestoring() {
    return restoresStruck;
  }

  /** Whether a kill should have struck a restore, and none did. */
  public boolean missedEveryRestore() {
    return times(Fault.KILL_WHILE_RESTORING) > 0 && restoresStruck == 0;
  }

  /** Instances that ended without being told. */
  public int endedByThemselves() {
    return endedByThemselves;
  }

  /** Instances that put open windows or samples on disk. */
  public int overflowed() {
    return overflowed;
  }

  /** How many windows were compared. */
  public int windowsCompared() {
    return windows().size();
  }

  /** How many windows of segments were compared. */
  public int segmentWindowsCompared() {
    return direct.segments().size();
  }

  /** How many rolling references were compared, which exactly once are all there must be. */
  public int rollingReferencesCompared() {
    return rollingReferences.size();
  }

  /** How many results there must be. */
  int resultsExpected() {
    return windowsCompared() + segmentWindowsCompared();
  }

  /** Figures by name, in the order to show them. */
  public Map<String, String> figures() {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("pairs counted", number(counted().pairs));
    figures.put("late predictions", number(counted().late));
    figures.put("repeated records", number(counted().duplicates));
    figures.put("unmatched features", number(counted().unmatchedFeatures));
    figures.put("unmatched predictions", number(counted().unmatchedPredictions));
    figures.put("dead letters", number(counted().deadLetters));
    figures.put("SIGKILLs of an instance", number(kills()));
    figures.put("of these while starting", number(times(Fault.KILL_WHILE_STARTING)));
    figures.put("of these while restoring", number(restoresStruck));
    figures.put("SIGSTOPs past the timeouts", number(times(Fault.PAUSE)));
    figures.put("broker restarts", number(times(Fault.BROKER_RESTART)));
    figures.put("SIGKILLs of the broker", number(times(Fault.BROKER_KILL)));
    figures.put("instances", "1, 3, 1");
    figures.put("instances that gave up", number(endedByThemselves));
    figures.put("instances with more open than fits in memory", number(overflowed));
    figures.put("partitions in which Kafka left a transaction open", number(hangingTransactions));
    figures.put("start to running, p50 / max", seconds(restores));
    figures.put("SIGTERM to exit, p50 / max", seconds(stops));
    figures.put("windows compared", number(windowsCompared()));
    figures.put("windows of segments compared", number(segmentWindowsCompared()));
    figures.put("rolling references compared", number(rollingReferencesCompared()));
    figures.put("results beyond one a window", number(duplicates));
    figures.put("observations counted more than once", number(countedAgain));
    figures.put("differences", number(differences.size()));
    return figures;
  }

  private int times(Fault fault) {
    return struck.getOrDefault(fault, 0);
  }

  private static String number(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  private static String seconds(List<Duration> sorted) {
    if (sorted.isEmpty()) {
      return "-";
    }
    return String.format(
        Locale.ROOT,
        "%.1f / %.1f s",
        sorted.get(sorted.size() / 2).toMillis() / 1e3,
        sorted.get(sorted.size() - 1).toMillis() / 1e3);
  }
}
