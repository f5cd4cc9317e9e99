// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing.chaos;

import io.tidemark.service.testing.BrokerProcess;
import io.tidemark.service.testing.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;

/** Does to the broker and the instances what a schedule says, and tells when. */
final class Faults {

  private static final int MANY = 3;
  private static final int DEEPEST_MILLIS = 500;
  private static final Duration LOOK = Duration.ofMillis(20);

  /** Longer than any way to the first restored record. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final BrokerProcess broker;
  private final Fleet fleet;
  private final Random random;
  private final Duration givenUpAfter;
  private final Consumer<String> log;
  private int restoresStruck;

  /**
   * Faults of a system.
   *
   * @param givenUpAfter how long an instance must be silent to be out of its group and its
   *     transactions
   */
  Faults(
      BrokerProcess broker,
      Fleet fleet,
      Random random,
      Duration givenUpAfter,
      Consumer<String> log) {
    this.broker = broker;
    this.fleet = fleet;
    this.random = random;
    this.givenUpAfter = givenUpAfter;
    this.log = log;
  }

  /** Does one thing; returns when everything runs again. */
  void strike(Fault fault) throws IOException, InterruptedException {
    switch (fault) {
      case KILL -> kill(fleet.any(random));
      case KILL_WHILE_STARTING -> killWhileStarting(fleet.any(random));
      case KILL_WHILE_RESTORING -> killWhileRestoring(fleet.any(random));
      case PAUSE -> pause(fleet.any(random));
      case BROKER_RESTART -> {
        log.accept("SIGTERM broker");
        broker.stop();
        startBroker();
      }
      case BROKER_KILL -> {
        log.accept("SIGKILL broker");
        broker.kill();
        startBroker();
      }
      case SCALE_OUT -> {
        for (char name = 'a'; fleet.size() < MANY; name++) {
          if (fleet.get(String.valueOf(name)) == null) {
            log.accept("start " + name);
            fleet.startAndRestore(String.valueOf(name));
          }
        }
      }
      case SCALE_IN -> {
        while (fleet.size() > 1) {
          String name = fleet.any(random);
          log.accept("SIGTERM " + name);
          fleet.stop(name);
        }
      }
    }
  }

  private void kill(String name) throws IOException, InterruptedException {
    log.accept("SIGKILL " + name);
    fleet.kill(name);
    fleet.startAndRestore(name);
  }

  private void killWhileStarting(String name) throws IOException, InterruptedException {
    log.accept("SIGKILL " + name);
    fleet.kill(name);
    ServiceProcess again = fleet.start(name);
    if (!again.endsWithin(Duration.ofMillis(1_000 + random.nextInt(2_000)))) {
      log.accept("SIGKILL " + name + " while it starts");
    }
    kill(name);
  }

  private void killWhileRestoring(String name) throws IOException, InterruptedException {
    log.accept("SIGKILL " + name);
    fleet.kill(name);
    ServiceProcess again = fleet.startSlow(name);
    boolean restoring = restores(again, Duration.ofMillis(random.nextInt(DEEPEST_MILLIS)));
    log.accept(name + (restoring ? " restores" : " restores nothing, or was done with it"));
    if (restoring) {
      restoresStruck++;
    }
    kill(name);
  }

  /** Waits; returns true when the instance has restored for so long and still does. */
  private static boolean restores(ServiceProcess service, Duration time)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long seen = 0;
    while (System.nanoTime() < deadline && !service.endsWithin(LOOK)) {
      int restoring = service.restoringTasks();
      long now = System.nanoTime();
      if (restoring > 0 && seen == 0) {
        seen = now;
      }
      if (restoring > 0 && now - seen >= time.toNanos()) {
        return true;
      }
      if (restoring == 0 && (seen != 0 || service.runsWithin(Duration.ZERO))) {
        return false;
      }
    }
    return false;
  }

  /** Kills that struck while tasks were being restored. */
  int restoresStruck() {
    return restoresStruck;
  }

  private void pause(String name) throws IOException, InterruptedException {
    log.accept("SIGSTOP " + name);
    ServiceProcess paused = fleet.get(name);
    paused.pause();
    paused.endsWithin(givenUpAfter);
    paused.resume();
    log.accept("SIGCONT " + name);
  }

  private void startBroker() throws IOException, InterruptedException {
    broker.startAgain();
    log.accept("broker is back");
  }
}
