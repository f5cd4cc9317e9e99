// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing;

import io.tidemark.schemas.FeatureVector;
import io.tidemark.schemas.Prediction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Recomputes every window from the input topics alone, the simple way: all values in lists, windows
 * by arithmetic, KS by comparing two sorted samples. Shares no code with what it checks.
 */
public final class NaiveOracle {

  /** A window of a model version. */
  public record Window(String model, String version, long startMillis)
      implements Comparable<Window> {
    @Override
    public int compareTo(Window other) {
      return toString().compareTo(other.toString());
    }
  }

  /** What should be in a window: how many observations, and the numbers of each column. */
  public static final class Expected {
    /** Joined observations. */
    public long observations;

    /** Numbers by column name. */
    public final Map<String, List<Double>> numbers = new HashMap<>();

    /** Category counts by column name. */
    public final Map<String, Map<String, Integer>> categories = new HashMap<>();
  }

  private final long sizeMillis;
  private final long graceMillis;
  private final Map<Window, Expected> windows = new TreeMap<>();
  private long late;
  private long unmatched;

  /** An oracle of these windows. */
  public NaiveOracle(long sizeMillis, long graceMillis) {
    this.sizeMillis = sizeMillis;
    this.graceMillis = graceMillis;
  }

  /** Takes in both topics, each in the order of its partitions. */
  public void recompute(
      List<ConsumerRecord<byte[], byte[]>> features,
      List<ConsumerRecord<byte[], byte[]>> predictions) {
    Map<String, FeatureVector> featuresById = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : features) {
      FeatureVector vector = TopicReader.decode(record.value(), FeatureVector.class);
      featuresById.putIfAbsent(vector.getPredictionId(), vector);
    }
    Map<Integer, Long> streamTimes = new HashMap<>();
    Set<String> counted = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : predictions) {
      Prediction prediction = TopicReader.decode(record.value(), Prediction.class);
      long time = prediction.getTimestamp().toEpochMilli();
      long start = time - Math.floorMod(time, sizeMillis);
      long streamTime = streamTimes.getOrDefault(record.partition(), Long.MIN_VALUE);
      if (streamTime >= start + sizeMillis + graceMillis) {
        late++;
        continue;
      }
      streamTimes.put(record.partition(), Math.max(streamTime, time));
      FeatureVector vector = featuresById.get(prediction.getPredictionId());
      if (vector == null) {
        unmatched++;
      } else if (counted.add(prediction.getPredictionId())) {
        add(new Window(prediction.getModel(), prediction.getModelVersion(), start), vector);
        add(
            windows.get(new Window(prediction.getModel(), prediction.getModelVersion(), start)),
            prediction.getPredictions());
      }
    }
  }

  private void add(Window window, FeatureVector vector) {
    Expected expected = windows.computeIfAbsent(window, w -> new Expected());
    expected.observations++;
    add(expected, vector.getFeatures());
  }

  private static void add(Expected expected, Map<String, Object> values) {
    values.forEach(
        (name, value) -> {
          if (value instanceof Number number) {
            expected
                .numbers
                .computeIfAbsent(name, n -> new ArrayList<>())
                .add(number.doubleValue());
          } else if (value != null) {
            expected
                .categories
                .computeIfAbsent(name, n -> new HashMap<>())
                .merge(value.toString(), 1, Integer::sum);
          }
        });
  }

  /** What every window should hold. */
  public Map<Window, Expected> windows() {
    return windows;
  }

  /** Predictions that came after their window had closed. */
  public long late() {
    return late;
  }

  /** Predictions without features. */
  public long unmatched() {
    return unmatched;
  }

  /** The two-sample KS distance of raw samples. */
  public static double ks(double[] reference, List<Double> current) {
    double[] x = reference.clone();
    double[] y = current.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(x);
    Arrays.sort(y);
    double largest = 0;
    for (double[] sample : new double[][] {x, y}) {
      for (double at : sample) {
        largest = Math.max(largest, Math.abs(share(x, at) - share(y, at)));
      }
    }
    return largest;
  }

  private static double share(double[] sorted, double at) {
    int count = 0;
    for (double value : sorted) {
      if (value <= at) {
        count++;
      }
    }
    return (double) count / sorted.length;
  }
}
