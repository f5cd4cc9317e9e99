// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;

/** One case of the shared vectors that SciPy computed. */
final class ConformanceCase {

  private static final int CASES = 34;

  private final String name;
  private final Samples samples;
  private final long[] referenceBins;
  private final long[] currentBins;
  private final JsonNode expected;

  private ConformanceCase(
      JsonNode node, Samples samples, long[] referenceBins, long[] currentBins) {
    this.name = node.get("name").asText();
    this.expected = node.get("expected");
    this.samples = samples;
    this.referenceBins = referenceBins;
    this.currentBins = currentBins;
  }

  /** All cases; skips the test where the shared folder is absent. */
  static List<ConformanceCase> all() throws IOException {
    Path file =
        Path.of(System.getProperty("tidemark.root"))
            .resolve("../shared/conformance/scipy.json")
            .normalize();
    Assumptions.assumeTrue(Files.exists(file), "no shared conformance vectors at " + file);
    List<ConformanceCase> cases = new ArrayList<>();
    for (JsonNode node : new ObjectMapper().readTree(file.toFile()).get("cases")) {
      cases.add(read(node));
    }
    if (cases.size() != CASES) {
      throw new IllegalStateException("expected " + CASES + " cases, got " + cases.size());
    }
    return cases;
  }

  private static ConformanceCase read(JsonNode node) {
    if (!node.get("type").asText().equals("numeric")) {
      JsonNode expected = node.get("expected");
      long[] reference = longs(expected.get("ref_counts"));
      return new ConformanceCase(node, null, reference, longs(expected.get("cur_counts")));
    }
    Samples samples = new Samples(doubles(node.get("reference")), doubles(node.get("current")));
    double[] edges = samples.edges(node.get("bins").asInt());
    long[] reference = Samples.bins(edges, samples.reference());
    long[] current = Samples.bins(edges, samples.current());
    return new ConformanceCase(node, samples, reference, current);
  }

  boolean numeric() {
    return samples != null;
  }

  /** The raw samples; null for categorical cases. */
  Samples samples() {
    return samples;
  }

  /** Counts of the reference by bin or category. */
  long[] referenceBins() {
    return referenceBins;
  }

  /** Counts of the current sample by bin or category. */
  long[] currentBins() {
    return currentBins;
  }

  /** SciPy's values. */
  JsonNode expected() {
    return expected;
  }

  /** Whether SciPy has a value under this key. */
  boolean has(String key) {
    return expected.hasNonNull(key);
  }

  double value(String key) {
    return expected.get(key).asDouble();
  }

  /** Current values that are equal to each other and not to a reference value. */
  boolean tiesOffReference() {
    return expected.get("ties_off_reference").asInt() > 0;
  }

  static double[] doubles(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  static long[] longs(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToLong(JsonNode::asLong).toArray();
  }

  @Override
  public String toString() {
    return name;
  }
}
