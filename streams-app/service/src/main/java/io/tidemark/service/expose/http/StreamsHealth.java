// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Health told by the states of Kafka Streams.
 *
 * <p>Alive: any state but ERROR and NOT_RUNNING, so that a long restore is never killed. Ready:
 * RUNNING, and REBALANCING for a limited time once the instance has been RUNNING, so that an
 * ordinary rebalance does not take it out of service. Set it as the state listener of the runtime.
 * Thread-safe.
 */
public final class StreamsHealth implements Health, KafkaStreams.StateListener {

  /** How long a rebalance may last before the instance counts as not ready. */
  public static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

  private final Clock clock;
  private final Duration tolerance;
  private final Supplier<String> progress;
  private volatile Phase phase;

  /**
   * Health of a runtime that has not been started, of which nothing but its states is known.
   *
   * @param clock the wall clock
   * @param tolerance how long a rebalance may last; not negative
   */
  public StreamsHealth(Clock clock, Duration tolerance) {
    this(clock, tolerance, () -> "");
  }

  /**
   * Health of a runtime that has not been started.
   *
   * @param clock the wall clock
   * @param tolerance how long a rebalance may last; not negative
   * @param progress what a rebalance is waiting for, in a few words; empty when there is nothing to
   *     say
   */
  public StreamsHealth(Clock clock, Duration tolerance, Supplier<String> progress) {
    this.clock = clock;
    this.tolerance = tolerance;
    this.progress = progress;
    this.phase = new Phase(KafkaStreams.State.CREATED, clock.instant(), false);
  }

  @Override
  public synchronized void onChange(KafkaStreams.State newState, KafkaStreams.State oldState) {
    boolean hasRun = phase.hasRun || newState == KafkaStreams.State.RUNNING;
    phase = new Phase(newState, clock.instant(), hasRun);
  }

  @Override
  public Answer live() {
    KafkaStreams.State state = phase.state;
    boolean dead = state == KafkaStreams.State.ERROR || state == KafkaStreams.State.NOT_RUNNING;
    return new Answer(!dead, "the stream runtime is " + state);
  }

  @Override
  public Answer ready() {
    Phase now = phase;
    return switch (now.state) {
      case RUNNING -> new Answer(true, "the stream runtime is RUNNING");
      case REBALANCING -> rebalancing(now);
      default -> new Answer(false, "the stream runtime is " + now.state);
    };
  }

  private Answer rebalancing(Phase now) {
    Duration lasted = Duration.between(now.since, clock.instant());
    String text = "the stream runtime has been REBALANCING for " + lasted.toSeconds() + " s";
    String doing = progress.get();
    String rest = doing.isEmpty() ? "" : "; " + doing;
    if (!now.hasRun) {
      return new Answer(false, text + " and has not been RUNNING yet" + rest);
    }
    boolean tolerated = lasted.compareTo(tolerance) <= 0;
    return new Answer(tolerated, text + ", " + tolerance.toSeconds() + " s are tolerated" + rest);
  }

  private record Phase(KafkaStreams.State state, Instant since, boolean hasRun) {}
}
