// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares two files of the same law, one kind of column shifted a little, three ways, each in a
 * process of its own: {@code tidemark compare}, {@link NaiveComparison}, and pandas with SciPy.
 * Prints wall seconds, CPU seconds, the largest resident set, and how far ks and psi are apart.
 *
 * <p>{@code streams-app/benchmarks/run compare [ROWS] [COLUMNS] [build]}; with the word build it
 * measures {@code tidemark reference build} in a heap of 512 MB instead. Needs GNU {@code time},
 * and python3 with pandas and SciPy for the third. Files go to the directory for temporary files
 * and are deleted.
 */
public final class CompareFiles {

  private static final Pattern STATISTIC = Pattern.compile("(ks|psi)=(\\S+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final Path reference;
  private final Path current;

  private CompareFiles(Path directory) {
    this.directory = directory;
    this.reference = directory.resolve("ref.csv");
    this.current = directory.resolve("cur.csv");
  }

  /** Runs the benchmark. */
  public static void main(String[] args) throws Exception {
    long rows = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
    int columns = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    boolean build = args.length > 2 && args[2].equals("build");
    CompareFiles files = new CompareFiles(Files.createTempDirectory("tidemark-compare"));
    try {
      SampleFile.write(files.reference, rows, columns, 0, 1);
      System.out.printf(
          Locale.ROOT,
          "%,d rows, %d columns, %,d MB%n",
          rows,
          columns,
          Files.size(files.reference) >> 20);
      if (build) {
        files.build();
      } else {
        SampleFile.write(files.current, rows, columns, 0.01, 2);
        files.compare();
      }
    } finally {
      files.delete();
    }
  }

  private void build() throws IOException, InterruptedException {
    List<String> command = tidemark("-Xmx512m", "reference", "build", reference.toString());
    Path made = directory.resolve("made.ref");
    command.addAll(List.of("--model", "m", "--version", "1", "--output", made.toString()));
    run("reference build", command);
    Files.delete(made);
  }

  private void compare() throws IOException, InterruptedException {
    List<String> tidemark = tidemark("-Xmx2g", "compare", reference.toString(), current.toString());
    tidemark.addAll(List.of("--format", "json"));
    Map<String, Double> ours = ofTidemark(run("tidemark compare", tidemark));
    List<String> naive = java("-Xmx16g", NaiveComparison.class.getName());
    naive.addAll(List.of(reference.toString(), current.toString()));
    difference("naive Java", ours, run("naive Java", naive));
    String script = System.getProperty("tidemark.benchmarks") + "/src/main/python/compare_naive.py";
    List<String> python = List.of("python3", script, reference.toString(), current.toString());
    difference("pandas, SciPy", ours, run("pandas, SciPy", python));
  }

  private static List<String> java(String heap, String main) {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            heap,
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            main));
  }

  private static List<String> tidemark(String heap, String... arguments) {
    List<String> command = java(heap, "io.tidemark.service.cli.Main");
    command.addAll(List.of(arguments));
    return command;
  }

  /** Runs a command and prints what it cost; gives its output. */
  private List<String> run(String name, List<String> command)
      throws IOException, InterruptedException {
    Path out = directory.resolve("out");
    Path costs = directory.resolve("costs");
    List<String> timed =
        new ArrayList<>(List.of("/usr/bin/time", "-o", costs.toString(), "-f", "%e %U %S %M"));
    timed.addAll(command);
    new ProcessBuilder(timed)
        .redirectOutput(out.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start()
        .waitFor();
    List<String> lines = Files.readAllLines(costs);
    String[] cost = lines.get(lines.size() - 1).split(" ", -1);
    System.out.printf(
        Locale.ROOT,
        "%-18s %7.1f s wall, %7.1f s CPU, %,6d MB%n",
        name,
        Double.parseDouble(cost[0]),
        Double.parseDouble(cost[1]) + Double.parseDouble(cost[2]),
        Long.parseLong(cost[3]) >> 10);
    return Files.readAllLines(out);
  }

  private static Map<String, Double> ofTidemark(List<String> lines) throws IOException {
    Map<String, Double> values = new HashMap<>();
    for (String line : lines) {
      JsonNode column = JSON.readTree(line);
      for (String key : List.of("ks", "psi")) {
        JsonNode statistic = column.get("statistics").get(key);
        if (statistic != null) {
          String name = column.get("feature").asText() + ' ' + key;
          values.put(name, statistic.get("value").asDouble());
        }
      }
    }
    return values;
  }

  private static void difference(String name, Map<String, Double> ours, List<String> lines) {
    double ks = 0;
    double psi = 0;
    int compared = 0;
    for (String line : lines) {
      String column = line.substring(0, line.indexOf(' '));
      Matcher statistic = STATISTIC.matcher(line);
      while (statistic.find()) {
        double other = Double.parseDouble(statistic.group(2));
        double apart = Math.abs(other - ours.get(column + ' ' + statistic.group(1)));
        ks = statistic.group(1).equals("ks") ? Math.max(ks, apart) : ks;
        psi = statistic.group(1).equals("psi") ? Math.max(psi, apart) : psi;
        compared++;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "  %d statistics of %s: ks at most %.1e apart, psi %.1e%n",
        compared,
        name,
        ks,
        psi);
  }

  private void delete() throws IOException {
    for (String name : List.of("ref.csv", "cur.csv", "out", "costs")) {
      Files.deleteIfExists(directory.resolve(name));
    }
    Files.delete(directory);
  }
}
