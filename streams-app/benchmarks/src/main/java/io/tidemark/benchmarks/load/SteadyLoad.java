// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.load;

import io.tidemark.core.observation.ObservedValues;
import io.tidemark.service.registry.SchemaRegistryClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Pairs at an even pace, whose event time is the wall clock. Remembers of each window when its last
 * pair was sent, and when the pair was sent that lets it close: the first past its end plus grace
 * in the partition that is the last to have one.
 *
 * <p>The times are taken right before a pair is handed to the producer, so that a latency counted
 * from them holds the producer's batching too. {@link #run} is for one thread; what it remembers
 * may be read by others meanwhile.
 */
public final class SteadyLoad {

  /**
   * Values are drawn ahead, so that drawing costs nothing while the clock runs. A prime: every
   * model comes to have all of them.
   */
  private static final int DRAWN = 20_011;

  private final Shape shape;
  private final SchemaRegistryClient registry;
  private final List<ObservedValues> inputs = new ArrayList<>();
  private final List<ObservedValues> outputs = new ArrayList<>();
  private final Map<Long, Long> lastPairNanos = new ConcurrentHashMap<>();
  private final Map<Long, Long> closableNanos = new ConcurrentHashMap<>();
  private final Map<WindowId, Long> sent = new HashMap<>();
  private final long[] closedThrough;

  private long total;
  private long elapsedNanos;

  /** A load of a shape; {@code pairsPerSecond} is its pace. */
  public SteadyLoad(Shape shape, Workload workload, SchemaRegistryClient registry) {
    this.shape = shape;
    this.registry = registry;
    this.closedThrough = new long[shape.partitions()];
    for (int i = 0; i < DRAWN; i++) {
      inputs.add(workload.features());
      outputs.add(workload.score());
    }
  }

  /** Publishes for a time. */
  public void run(String bootstrapServers, Duration duration) {
    long begin = System.nanoTime();
    try (PairProducer producer = new PairProducer(bootstrapServers, registry)) {
      long elapsed = 0;
      while (elapsed < duration.toNanos()) {
        long due = elapsed * shape.pairsPerSecond() / 1_000_000_000L;
        while (total < due) {
          send(producer);
        }
        LockSupport.parkNanos(1_000_000);
        elapsed = System.nanoTime() - begin;
      }
    }
    elapsedNanos = System.nanoTime() - begin;
  }

  private void send(PairProducer producer) {
    long timeMillis = System.currentTimeMillis();
    long nanos = System.nanoTime();
    int model = (int) (total % shape.models());
    // Not in step with the models, so that each model is in each partition.
    int partition = (int) (total / shape.models() % shape.partitions());
    long size = shape.window().toMillis();
    long start = Math.floorDiv(timeMillis, size) * size;
    remember(start, timeMillis, nanos, partition);
    sent.merge(new WindowId(Workload.model(model).model(), start), 1L, Long::sum);
    int drawn = (int) (total % DRAWN);
    producer.send(
        total, partition, timeMillis, Workload.model(model), inputs.get(drawn), outputs.get(drawn));
    total++;
  }

  private void remember(long start, long timeMillis, long nanos, int partition) {
    lastPairNanos.put(start, nanos);
    long size = shape.window().toMillis();
    long through = Math.floorDiv(timeMillis - shape.grace().toMillis(), size) * size;
    if (through > closedThrough[partition]) {
      closedThrough[partition] = through;
      closableNanos.merge(through - size, nanos, Math::max);
    }
  }

  /** When the last pair of a window was sent, by {@link System#nanoTime}. */
  public long lastPairNanos(long windowStart) {
    return lastPairNanos.get(windowStart);
  }

  /** When the pair was sent that lets a window close, by {@link System#nanoTime}. */
  public long closableNanos(long windowStart) {
    return closableNanos.get(windowStart);
  }

  /** How many pairs of each window were sent; once {@link #run} has returned. */
  public Map<WindowId, Long> sent() {
    return sent;
  }

  /** Pairs a second that were sent, over all of {@link #run}. */
  public double pace() {
    return total * 1e9 / elapsedNanos;
  }
}
