// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing.chaos;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.Segment;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.testing.EventProducer;
import io.tidemark.service.testing.SegmentedSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Pairs of events with everything that goes wrong in real ones. Each pair follows from the seed and
 * its number alone, whatever the order of publishing.
 *
 * <p>Models are skewed, each has two versions, the last has no reference, the first have segments.
 * Halves come in either order, up to some seconds late, twice, alone, with a partner of long ago,
 * after their window has closed; a few are no records at all or from the far future. One partition
 * falls behind the others in event time and stays so; the last partitions never hold anything.
 */
public final class Traffic {

  /** Start of the first window, long past; a multiple of every window size used. */
  static final long START_MILLIS = 1_767_225_600_000L;

  private static final int MODELS = 6;
  private static final int REFERENCE_ROWS = 1_000;
  private static final long DISORDER_MILLIS = 4_000;
  private static final int LATE_EVERY = 997;
  private static final int UNUSABLE_EVERY = 9_973;
  private static final long FAR_FUTURE_MILLIS = 4_102_444_800_000L;
  private static final int LAGGING = 0;

  private final Shape shape;
  private final long seed;
  private final long lagPairs;

  /**
   * How the traffic is cut.
   *
   * @param pairs how many, without the late ones
   * @param pairsPerSecond of event time
   * @param filledPartitions how many partitions get something, the first of them late
   * @param lagMillis how far that one falls behind
   * @param windowMillis length of the windows
   * @param graceMillis their grace
   * @param joinMillis the join window
   */
  public record Shape(
      long pairs,
      int pairsPerSecond,
      int filledPartitions,
      long lagMillis,
      long windowMillis,
      long graceMillis,
      long joinMillis) {}

  /** The traffic of a seed. */
  public Traffic(Shape shape, long seed) {
    this.shape = shape;
    this.seed = seed;
    this.lagPairs = shape.lagMillis() * shape.pairsPerSecond() / 1000;
  }

  /**
   * Publishes everything, in the order of event time but for the partition that lags.
   *
   * @param pace told the number of each pair before it is published; waits as it likes
   */
  public void publish(EventProducer producer, LongConsumer pace) {
    long behind = 0;
    for (long i = 0; i < shape.pairs(); i++) {
      pace.accept(i);
      if (partition(i) != LAGGING) {
        publish(producer, i);
      }
      // It trickles at half the speed until it is far enough behind, so it is never silent.
      for (; behind <= Math.max(i / 2, i - lagPairs); behind++) {
        publishLagging(producer, behind);
      }
    }
    for (; behind < shape.pairs(); behind++) {
      pace.accept(behind);
      publishLagging(producer, behind);
    }
    producer.flush();
  }

  private void publishLagging(EventProducer producer, long i) {
    if (partition(i) == LAGGING) {
      publish(producer, i);
    }
  }

  /**
   * Runs event time far enough past the end that no half can be waiting and no window open. Only
   * when everything else was read: a jump of one topic before the other has been read to its end is
   * a partner that does not come.
   */
  void publishTail(EventProducer producer) {
    long time =
        time(shape.pairs()) + 3 * (shape.joinMillis() + shape.windowMillis() + shape.graceMillis());
    for (int partition = 0; partition < shape.filledPartitions(); partition++) {
      producer.inPartition(partition, time);
      SplittableRandom random = new SplittableRandom(seed - partition - 1);
      String id = "tail-" + partition;
      producer.features(id, time, features(random, models().get(0), 0));
      ModelVersion model = models().get(0);
      producer.prediction(id, model.model(), model.version(), time, score(random));
    }
    producer.flush();
  }

  private int partition(long i) {
    return new SplittableRandom(seed ^ (i << 1)).nextInt(shape.filledPartitions());
  }

  private long time(long i) {
    return START_MILLIS + i * 1000 / shape.pairsPerSecond();
  }

  private void publish(EventProducer producer, long i) {
    SplittableRandom random = new SplittableRandom(seed + (i << 20));
    ModelVersion model = model(random);
    long time = Math.max(START_MILLIS, time(i) - random.nextLong(DISORDER_MILLIS));
    producer.inPartition(partition(i), time(i));
    publishPair(producer, "p-" + i, model, time, random);
    if (i % LATE_EVERY == LATE_EVERY - 1) {
      long late = time - shape.windowMillis() - shape.graceMillis() - 60_000;
      if (late >= START_MILLIS) {
        publishPair(producer, "late-" + i, model, late, random);
      }
    }
    if (i % UNUSABLE_EVERY == UNUSABLE_EVERY - 1) {
      publishUnusable(producer, i, model, random);
    }
  }

  private void publishPair(
      EventProducer producer, String id, ModelVersion model, long time, SplittableRandom random) {
    Map<String, Object> features = features(random, model, time);
    Map<String, Object> score = score(random);
    int fate = random.nextInt(200);
    boolean featuresFirst = random.nextBoolean();
    long featuresTime =
        switch (fate) {
          case 0 -> Math.max(0, time - 10 * shape.joinMillis());
          default -> Math.max(START_MILLIS, time - random.nextLong(1_000));
        };
    if (featuresFirst && fate != 1) {
      producer.features(id, featuresTime, features);
    }
    if (fate != 2) {
      producer.prediction(id, model.model(), model.version(), time, score);
    }
    if (!featuresFirst && fate != 1) {
      producer.features(id, featuresTime, features);
    }
    if (fate == 3 || fate == 4) {
      producer.prediction(id, model.model(), model.version(), time, score(random));
    }
    if (fate == 4 || fate == 5) {
      producer.features(id, featuresTime, features(random, model, time));
    }
  }

  private void publishUnusable(
      EventProducer producer, long i, ModelVersion model, SplittableRandom random) {
    String id = "unusable-" + i;
    int kind = random.nextInt(4);
    if (kind > 1) {
      producer.inPartition(partition(i), FAR_FUTURE_MILLIS);
    }
    switch (kind) {
      case 0 -> producer.raw("ml-features", id, new byte[] {1, 2, 3});
      case 1 -> producer.raw("ml-predictions", id, null);
      case 2 -> producer.features(id, FAR_FUTURE_MILLIS, Map.of("income", 1.0));
      default ->
          producer.prediction(
              id, model.model(), model.version(), FAR_FUTURE_MILLIS, Map.of("score", 0.5));
    }
  }

  private static ModelVersion model(SplittableRandom random) {
    double u = random.nextDouble();
    int model = (int) (MODELS * u * u * u);
    return models().get(2 * model + (random.nextInt(5) == 0 ? 1 : 0));
  }

  /** The model that has no reference. */
  static String unreferencedModel() {
    return ALL.get(ALL.size() - 1).model();
  }

  private static List<ModelVersion> models() {
    return ALL;
  }

  private static final List<ModelVersion> ALL = allModels();

  private static List<ModelVersion> allModels() {
    List<ModelVersion> models = new ArrayList<>();
    for (int model = 0; model < MODELS; model++) {
      models.add(new ModelVersion("model-" + model, "1"));
      models.add(new ModelVersion("model-" + model, "2"));
    }
    return List.copyOf(models);
  }

  private Map<String, Object> features(SplittableRandom random, ModelVersion model, long time) {
    boolean drifted =
        model.model().equals("model-1") && time > START_MILLIS + 2 * shape.windowMillis();
    Map<String, Object> features = new TreeMap<>();
    int kind = random.nextInt(300);
    features.put("income", kind == 0 ? Double.NaN : income(random) * (drifted ? 0.4 : 1));
    features.put("age", kind < 6 ? null : (Object) (20L + random.nextInt(50)));
    features.put("region", kind == 7 ? "elsewhere" : "r" + random.nextInt(4));
    if (kind == 8) {
      features.put("unheard_of", 1.0);
    }
    return features;
  }

  private static double income(SplittableRandom random) {
    return -Math.log(1 - random.nextDouble());
  }

  private static Map<String, Object> score(SplittableRandom random) {
    return Map.of("score", random.nextDouble());
  }

  /** The references of all models but the last. */
  List<ReferenceProfile> references() {
    return ALL.subList(0, ALL.size() - 2).stream().map(this::reference).toList();
  }

  /** The incomes in the reference of a model. */
  double[] referenceIncomes(ModelVersion model) {
    SplittableRandom random = referenceRandom(model);
    double[] incomes = new double[REFERENCE_ROWS];
    for (int i = 0; i < incomes.length; i++) {
      incomes[i] = income(random);
      random.nextInt(50);
      random.nextInt(4);
      random.nextDouble();
    }
    return incomes;
  }

  private SplittableRandom referenceRandom(ModelVersion model) {
    return new SplittableRandom(seed ^ model.hashCode());
  }

  /** Of the first models two regions are watched beside the whole. */
  private static List<Segment> segments(ModelVersion model) {
    return model.version().equals("1") && model.model().compareTo("model-3") < 0
        ? List.of(Segment.of("region", "r0"), Segment.of("region", "r2"))
        : List.of();
  }

  private ReferenceProfile reference(ModelVersion model) {
    SplittableRandom random = referenceRandom(model);
    List<Observation> sample = new ArrayList<>();
    ValueLayout inputs = ValueLayout.of("income", "age", "region");
    ValueLayout outputs = ValueLayout.of("score");
    for (int i = 0; i < REFERENCE_ROWS; i++) {
      sample.add(
          new Observation(
              model,
              0,
              ObservedValues.builder(inputs)
                  .number(0, income(random))
                  .number(1, 20 + random.nextInt(50))
                  .text(2, "r" + random.nextInt(4))
                  .build(),
              ObservedValues.builder(outputs).number(0, random.nextDouble()).build()));
    }
    return SegmentedSample.reference(model, START_MILLIS - 1, sample, segments(model));
  }
}
