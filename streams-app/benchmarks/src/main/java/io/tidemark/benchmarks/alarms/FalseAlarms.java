// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.alarms;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Prints, as Markdown, how often windows without drift alarm and how often drift is found, by the
 * default policy. The same options give the same output on every machine.
 */
@Command(
    name = "false-alarms",
    mixinStandardHelpOptions = true,
    description = "Simulate windows without and with drift and print how often they alarm.")
public final class FalseAlarms implements Callable<Integer> {

  private static final int MANY = 50;
  private static final Column NUMERIC = new NormalNumbers();
  private static final Column FIVE = Categories.five();
  private static final Column FIFTY = Categories.fifty();
  private static final List<Double> SHIFTS = List.of(0.0, 0.1, 0.3, 1.0);

  @Option(names = "--windows", description = "Windows in each cell. Default: ${DEFAULT-VALUE}.")
  private int windows = 2_000;

  @Option(names = "--seed", description = "Where chance begins. Default: ${DEFAULT-VALUE}.")
  private long seed = 20_260_101;

  @Option(
      names = "--reference-rows",
      description = "Rows of each reference, drawn anew for each. Default: ${DEFAULT-VALUE}.")
  private int referenceRows = 2_000;

  @Option(
      names = "--rows",
      split = ",",
      defaultValue = "50,100,500,5000",
      description =
          "Rows of the windows; above 10,000 their counts are drawn at once. Default:"
              + " ${DEFAULT-VALUE}.")
  private List<Integer> sizes;

  @Spec private CommandSpec spec;

  private PrintWriter out;

  private FalseAlarms() {}

  /**
   * Runs the simulation.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new FalseAlarms()).execute(args));
  }

  @Override
  public Integer call() {
    if (windows < 1 || referenceRows < 1 || sizes.stream().anyMatch(rows -> rows < 1)) {
      throw new ParameterException(
          spec.commandLine(), "--windows, --rows and --reference-rows must be 1 or more");
    }
    out = spec.commandLine().getOut();
    SplittableRandom random = new SplittableRandom(seed);
    PrintWriter err = spec.commandLine().getErr();
    List<Scenario> scenarios = scenarios();
    Map<Scenario, List<Scenario.Result>> results = new LinkedHashMap<>();
    for (Scenario scenario : scenarios) {
      results.put(scenario, scenario.run(windows, SHIFTS, random.split()));
      err.println("false-alarms: " + results.size() + " of " + scenarios.size() + " simulated");
    }
    printNoDrift(results);
    printPower(results);
    printSituations(random.split());
    return 0;
  }

  private List<Scenario> scenarios() {
    List<Scenario> scenarios = new ArrayList<>();
    for (Column column : List.of(NUMERIC, FIVE, FIFTY)) {
      for (int features : List.of(1, MANY)) {
        for (int rows : sizes) {
          scenarios.add(new Scenario(column, features, referenceRows, rows));
        }
      }
    }
    return scenarios;
  }

  private void printNoDrift(Map<Scenario, List<Scenario.Result>> results) {
    print(
        "**No drift.** Share of %,d windows with at least one alarm (95 %% interval); each feature"
            + " of each window has a reference of %,d rows of its own.",
        windows, referenceRows);
    print("");
    print(
        "| features | rows | alarms: corrected p and effect | corrected p ≤ 0.01 alone"
            + " | usual: any p < 0.05 | usual: any PSI ≥ 0.1 |");
    print("| --- | ---: | ---: | ---: | ---: | ---: |");
    results.forEach(
        (scenario, byShift) -> {
          Scenario.Result result = byShift.get(0);
          print(
              "| %d × %s | %,d | %s | %s | %s | %s |",
              scenario.features(),
              scenario.column().text(),
              scenario.rows(),
              result.share(result.alarmed()).text(),
              result.share(result.significant()).text(),
              result.share(result.usualP()).brief(),
              result.share(result.usualDistance()).brief());
        });
    print("");
  }

  private void printPower(Map<Scenario, List<Scenario.Result>> results) {
    print(
        "**Drift of one feature** by so many standard deviations (categories are stretches of a"
            + " normal number). Share of %,d windows in which that feature warns or drifts (95 %%"
            + " interval); share in which it drifts.",
        windows);
    print("");
    StringBuilder header = new StringBuilder("| features | rows |");
    StringBuilder rule = new StringBuilder("| --- | ---: |");
    for (double shift : SHIFTS.subList(1, SHIFTS.size())) {
      header.append(String.format(Locale.ROOT, " %.1f σ |", shift));
      rule.append(" ---: |");
    }
    print("%s", header);
    print("%s", rule);
    results.forEach(
        (scenario, byShift) ->
            print(
                "| %s%s | %,d |%s",
                scenario.features() == 1 ? "1 × " : "1 of " + scenario.features() + " × ",
                scenario.column().text(),
                scenario.rows(),
                found(byShift.subList(1, byShift.size()))));
    print("");
  }

  private static String found(List<Scenario.Result> byShift) {
    StringBuilder cells = new StringBuilder();
    for (Scenario.Result result : byShift) {
      cells.append(' ').append(result.share(result.firstRaised()).text());
      cells.append("; ").append(result.share(result.firstDrifted()).percent()).append(" |");
    }
    return cells.toString();
  }

  private void printSituations(SplittableRandom random) {
    print("**Single situations.**");
    print("");
    print("| situation | measured |");
    print("| --- | --- |");
    new Situations(random).rows().forEach(row -> print("%s", row));
  }

  private void print(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
