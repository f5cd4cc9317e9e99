// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing;

import io.tidemark.schemas.FeatureVector;
import io.tidemark.schemas.Prediction;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Recomputes every window from the input topics alone, the simple way: all halves of a partition in
 * a map, all values in lists, windows by arithmetic, KS by comparing two sorted samples. Shares no
 * code with what it checks.
 *
 * <p>It takes two halves for one pair when they have one id and are close in event time, however
 * far apart they came; streams to be checked keep partners and duplicates near each other.
 */
public final class NaiveOracle {

  private static final int HEADER_BYTES = 5;

  /** A window of a model version. */
  public record Window(String model, String version, long startMillis)
      implements Comparable<Window> {
    @Override
    public int compareTo(Window other) {
      return toString().compareTo(other.toString());
    }
  }

  /** What should be in a window: how many observations, and the values of each column. */
  public static final class Expected {
    /** Joined observations. */
    public long observations;

    /** Numbers by column name, NaN left out. */
    public final Map<String, DoubleArrayList> numbers = new TreeMap<>();

    /** Category counts by column name. */
    public final Map<String, Map<String, Integer>> categories = new TreeMap<>();

    /** How many NaN came, by column name. */
    public final Map<String, Integer> invalid = new TreeMap<>();
  }

  /** What should have been counted besides windows. */
  public static final class Counted {
    /** Predictions that came after their window had closed. */
    public long late;

    /** Records of an id that was there already. */
    public long duplicates;

    /** Predictions without features near them. */
    public long unmatchedPredictions;

    /** Features without a prediction that counted with them. */
    public long unmatchedFeatures;

    /** Records that cannot be used. */
    public long deadLetters;

    /** Pairs. */
    public long pairs;
  }

  private final long sizeMillis;
  private final long advanceMillis;
  private final long graceMillis;
  private final long joinMillis;
  private final long latestMillis;
  private final Map<Window, Expected> windows = new TreeMap<>();
  private final Counted counted = new Counted();
  private final SpecificDatumReader<FeatureVector> featureReader =
      new SpecificDatumReader<>(FeatureVector.class);
  private final SpecificDatumReader<Prediction> predictionReader =
      new SpecificDatumReader<>(Prediction.class);
  private BiConsumer<Prediction, FeatureVector> onPair = (prediction, features) -> {};
  private BinaryDecoder decoder;

  /** An oracle of these windows, and of pairs that are no further apart than this. */
  public NaiveOracle(long sizeMillis, long graceMillis, long joinMillis) {
    this(sizeMillis, sizeMillis, graceMillis, joinMillis);
  }

  /**
   * The same of windows that overlap: one begins every {@code advanceMillis}, which divides their
   * size. What is late for the first of its windows to end is late for all of them.
   */
  public NaiveOracle(long sizeMillis, long advanceMillis, long graceMillis, long joinMillis) {
    this.sizeMillis = sizeMillis;
    this.advanceMillis = advanceMillis;
    this.graceMillis = graceMillis;
    this.joinMillis = joinMillis;
    this.latestMillis = System.currentTimeMillis() + 3_600_000;
  }

  /** Calls an action with each pair that counts; before recomputing. */
  public NaiveOracle onPair(BiConsumer<Prediction, FeatureVector> action) {
    this.onPair = action;
    return this;
  }

  /** Takes in both topics, one partition after the other. */
  public NaiveOracle recompute(TopicReader reader) {
    for (int partition = 0; partition < reader.partitions("ml-features"); partition++) {
      new Partition().recompute(reader, partition);
    }
    return this;
  }

  /** What every window should hold. */
  public Map<Window, Expected> windows() {
    return windows;
  }

  /** What should have been counted besides. */
  public Counted counted() {
    return counted;
  }

  /** One partition: ids never cross it. */
  private final class Partition {

    private final Map<String, byte[]> featuresById = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private long streamTime = Long.MIN_VALUE;
    private long paired;

    void recompute(TopicReader reader, int partition) {
      reader.forEach("ml-features", partition, this::features);
      reader.forEach("ml-predictions", partition, this::prediction);
      counted.unmatchedFeatures += featuresById.size() - paired;
      counted.pairs += paired;
    }

    private void features(ConsumerRecord<byte[], byte[]> record) {
      FeatureVector vector = decode(record.value(), featureReader);
      if (vector == null || vector.getTimestamp().toEpochMilli() > latestMillis) {
        counted.deadLetters++;
      } else if (featuresById.putIfAbsent(vector.getPredictionId(), record.value()) != null) {
        counted.duplicates++;
      }
    }

    private void prediction(ConsumerRecord<byte[], byte[]> record) {
      Prediction prediction = decode(record.value(), predictionReader);
      if (prediction == null || prediction.getTimestamp().toEpochMilli() > latestMillis) {
        counted.deadLetters++;
        return;
      }
      long time = prediction.getTimestamp().toEpochMilli();
      long start = time - Math.floorMod(time, advanceMillis);
      if (streamTime >= start + advanceMillis + graceMillis) {
        counted.late++;
        return;
      }
      streamTime = Math.max(streamTime, time);
      if (!seen.add(prediction.getPredictionId())) {
        counted.duplicates++;
        return;
      }
      byte[] value = featuresById.get(prediction.getPredictionId());
      FeatureVector vector = value == null ? null : decode(value, featureReader);
      if (vector == null || Math.abs(time - vector.getTimestamp().toEpochMilli()) > joinMillis) {
        counted.unmatchedPredictions++;
        return;
      }
      paired++;
      for (long back = 0; back < sizeMillis; back += advanceMillis) {
        add(
            new Window(prediction.getModel(), prediction.getModelVersion(), start - back),
            prediction,
            vector);
      }
      onPair.accept(prediction, vector);
    }
  }

  private void add(Window window, Prediction prediction, FeatureVector vector) {
    Expected expected = windows.computeIfAbsent(window, w -> new Expected());
    expected.observations++;
    add(expected, vector.getFeatures());
    add(expected, prediction.getPredictions());
  }

  private static void add(Expected expected, Map<String, Object> values) {
    values.forEach(
        (name, value) -> {
          if (value instanceof Number number && Double.isNaN(number.doubleValue())) {
            expected.invalid.merge(name, 1, Integer::sum);
          } else if (value instanceof Number number) {
            expected
                .numbers
                .computeIfAbsent(name, n -> new DoubleArrayList())
                .add(number.doubleValue());
          } else if (value != null) {
            expected
                .categories
                .computeIfAbsent(name, n -> new HashMap<>())
                .merge(value.toString(), 1, Integer::sum);
          }
        });
  }

  private <T extends SpecificRecord> T decode(byte[] value, SpecificDatumReader<T> reader) {
    if (value == null || value.length < HEADER_BYTES || value[0] != 0) {
      return null;
    }
    decoder =
        DecoderFactory.get()
            .binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, decoder);
    try {
      return reader.read(null, decoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The two-sample KS distance of raw samples. */
  public static double ks(double[] reference, DoubleArrayList current) {
    double[] x = reference.clone();
    double[] y = current.toDoubleArray();
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

  /**
   * The population stability index over bins that end at the reference's quantiles, a bin's end
   * being in it, with no share below the floor.
   */
  public static double psi(double[] reference, DoubleArrayList current, int bins, double floor) {
    double[] x = reference.clone();
    double[] y = current.toDoubleArray();
    Arrays.sort(x);
    Arrays.sort(y);
    double sum = 0;
    double below = Double.NEGATIVE_INFINITY;
    for (int bin = 1; bin <= bins; bin++) {
      double end =
          bin == bins
              ? Double.POSITIVE_INFINITY
              : x[(int) Math.ceil((double) bin * x.length / bins) - 1];
      double p = Math.max(floor, share(x, end) - share(x, below));
      double q = Math.max(floor, share(y, end) - share(y, below));
      sum += (q - p) * Math.log(q / p);
      below = end;
    }
    return sum;
  }

  /** Share of values that are no larger. */
  private static double share(double[] sorted, double at) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return (double) low / sorted.length;
  }
}
