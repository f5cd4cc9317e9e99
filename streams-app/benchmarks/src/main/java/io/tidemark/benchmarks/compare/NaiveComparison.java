// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a competent programmer would write in an hour: read both files into arrays, sort each
 * column, walk both. Prints ks and psi of each numeric column, psi of each other one.
 */
final class NaiveComparison {

  private static final int BINS = 10;
  private static final double FLOOR = 1e-4;

  private NaiveComparison() {}

  /** Compares two files without quotes and missing values. */
  public static void main(String[] args) throws IOException {
    Map<String, Object> reference = read(Path.of(args[0]));
    Map<String, Object> current = read(Path.of(args[1]));
    reference.forEach((name, values) -> print(name, values, current.get(name)));
  }

  /** A growing array of numbers. */
  private static final class Numbers {
    private double[] values = new double[1 << 16];
    private int size;

    void add(double value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size + (size >> 1));
      }
      values[size++] = value;
    }

    double[] sorted() {
      double[] sorted = Arrays.copyOf(values, size);
      Arrays.sort(sorted);
      return sorted;
    }
  }

  private static Map<String, Object> read(Path file) throws IOException {
    Map<String, Object> columns = new LinkedHashMap<>();
    try (BufferedReader in = Files.newBufferedReader(file)) {
      List<String> names = List.of(in.readLine().split(",", -1));
      Object[] values = null;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        values = values == null ? columns(line, names, columns) : values;
        addRow(values, line);
      }
    }
    columns.replaceAll((name, values) -> values instanceof Numbers n ? n.sorted() : values);
    return columns;
  }

  private static Object[] columns(String line, List<String> names, Map<String, Object> columns) {
    String[] cells = line.split(",", -1);
    for (int i = 0; i < cells.length; i++) {
      boolean text = Character.isLetter(cells[i].charAt(0));
      columns.put(names.get(i), text ? new HashMap<String, Long>() : new Numbers());
    }
    return columns.values().toArray();
  }

  @SuppressWarnings("unchecked")
  private static void addRow(Object[] columns, String line) {
    int from = 0;
    for (Object column : columns) {
      int comma = line.indexOf(',', from);
      String cell = line.substring(from, comma < 0 ? line.length() : comma);
      from = comma + 1;
      if (column instanceof Numbers numbers) {
        numbers.add(Double.parseDouble(cell));
      } else {
        ((Map<String, Long>) column).merge(cell, 1L, Long::sum);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static void print(String name, Object reference, Object current) {
    if (reference instanceof double[] r && current instanceof double[] c) {
      double psi = psi(binned(r, r), binned(r, c));
      System.out.printf(Locale.ROOT, "%s ks=%.12f psi=%.12f%n", name, ks(r, c), psi);
    } else {
      Map<String, Long> p = (Map<String, Long>) reference;
      Map<String, Long> q = (Map<String, Long>) current;
      String[] all = p.keySet().toArray(String[]::new);
      double psi = psi(shares(p, all), shares(q, all));
      System.out.printf(Locale.ROOT, "%s psi=%.12f%n", name, psi);
    }
  }

  private static double ks(double[] a, double[] b) {
    double largest = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      double value = Math.min(a[i], b[j]);
      while (i < a.length && a[i] == value) {
        i++;
      }
      while (j < b.length && b[j] == value) {
        j++;
      }
      largest = Math.max(largest, Math.abs((double) i / a.length - (double) j / b.length));
    }
    return largest;
  }

  private static double[] binned(double[] reference, double[] values) {
    double[] shares = new double[BINS];
    int from = 0;
    for (int bin = 0; bin < BINS; bin++) {
      int to = values.length;
      if (bin < BINS - 1) {
        int rank = (int) Math.ceil((bin + 1.0) / BINS * reference.length) - 1;
        to = upTo(values, reference[rank]);
      }
      shares[bin] = (double) (to - from) / values.length;
      from = to;
    }
    return shares;
  }

  private static int upTo(double[] sorted, double edge) {
    int at = Arrays.binarySearch(sorted, Math.nextUp(edge));
    int first = at < 0 ? -at - 1 : at;
    while (first > 0 && sorted[first - 1] > edge) {
      first--;
    }
    return first;
  }

  private static double[] shares(Map<String, Long> counts, String[] all) {
    double total = counts.values().stream().mapToLong(n -> n).sum();
    return Arrays.stream(all).mapToDouble(text -> counts.getOrDefault(text, 0L) / total).toArray();
  }

  private static double psi(double[] p, double[] q) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      double expected = Math.max(FLOOR, p[i]);
      double actual = Math.max(FLOOR, q[i]);
      sum += (actual - expected) * Math.log(actual / expected);
    }
    return sum;
  }
}
