// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests to the demo models at a steady pace, with the wall clock as event time. What is asked is
 * the same in every run: the first model's world changes after a number of requests, not at a time.
 * Start and close it from one thread.
 */
public final class DemoTraffic implements AutoCloseable {

  private static final Logger logger = LoggerFactory.getLogger(DemoTraffic.class);

  private static final long TICK_MILLIS = 50;
  private static final long SEED = 20_26;

  private final InputPublisher publisher;
  private final int perSecond;
  private final Runnable onDrift;
  private final List<DemoFeed> feeds = new ArrayList<>();
  private final ScheduledExecutorService thread;
  private long startNanos;
  private boolean driftTold;

  /**
   * Prepares the traffic.
   *
   * @param publisher where requests go; closed with this
   * @param perSecond requests a second and model
   * @param driftAfter how long the world stays as it was
   * @param onDrift told once when it changes, on the traffic's thread
   */
  public DemoTraffic(
      InputPublisher publisher, int perSecond, Duration driftAfter, Runnable onDrift) {
    this.publisher = publisher;
    this.perSecond = perSecond;
    this.onDrift = onDrift;
    long driftFrom = driftAfter.toMillis() * perSecond / 1000;
    for (DemoModel model : DemoModel.all()) {
      feeds.add(new DemoFeed(model, SEED + feeds.size(), driftFrom));
    }
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread worker = new Thread(task, "demo-traffic");
              worker.setDaemon(true);
              return worker;
            });
  }

  /** Starts to send. */
  public void start() {
    startNanos = System.nanoTime();
    var unused = thread.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Stops to send; what was sent arrives. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    publisher.close();
  }

  private void tick() {
    try {
      long due = (System.nanoTime() - startNanos) / 1_000_000 * perSecond / 1000;
      for (DemoFeed feed : feeds) {
        while (feed.drawn() < due) {
          send(feed);
        }
      }
    } catch (RuntimeException e) {
      logger.error("The demo's traffic has ended: {}", e.getMessage(), e);
      throw e;
    }
  }

  private void send(DemoFeed feed) {
    if (!driftTold && feed.isDrifted()) {
      driftTold = true;
      onDrift.run();
    }
    DemoFeed.Request request = feed.next(System.currentTimeMillis());
    publisher.publish(request.features());
    publisher.publish(request.prediction());
  }
}
