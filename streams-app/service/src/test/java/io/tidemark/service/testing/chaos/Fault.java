// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Something bad that is done to a running system. */
public enum Fault {
  /** SIGKILL an instance, start it again. */
  KILL(1),
  /**
   * SIGKILL an instance, start it again, SIGKILL it while it starts and joins, start it again. Its
   * group still waits for the dead one then, so it has no task yet.
   */
  KILL_WHILE_STARTING(2),
  /**
   * SIGKILL an instance, start it again, SIGKILL it while it says that it restores, start it again.
   */
  KILL_WHILE_RESTORING(2),
  /** SIGSTOP an instance until the group and the brokers have given it up, then SIGCONT. */
  PAUSE(0),
  /** Stop the broker in good order, start it again. */
  BROKER_RESTART(0),
  /** SIGKILL the broker, start it again. */
  BROKER_KILL(0),
  /** Start instances until there are three. */
  SCALE_OUT(0),
  /** Stop instances in good order until there is one. */
  SCALE_IN(0);

  private final int kills;

  Fault(int kills) {
    this.kills = kills;
  }

  int kills() {
    return kills;
  }

  /**
   * How much is done; kills are spread over one, three and one instance.
   *
   * @param kills how often an instance is killed; from three on about every sixth while it
   *     restores, one of these when there is one instance again, which has to restore everything;
   *     from six on about every tenth while it starts
   * @param pauses how often an instance is paused, at least once when there are three
   * @param brokerRestarts how often the broker is stopped in good order
   * @param brokerKills how often it is killed
   */
  public record Amounts(int kills, int pauses, int brokerRestarts, int brokerKills) {}

  /**
   * A schedule in which faults of each kind come in random places. One that is all there is strikes
   * one instance.
   */
  static List<Fault> schedule(Amounts amounts, Random random) {
    List<Fault> shuffled = new ArrayList<>();
    int whileRestoring = (amounts.kills() + 3) / 6;
    int whileStarting = (amounts.kills() + 2) / 8;
    int restoringAlone = Math.min(1, whileRestoring);
    add(shuffled, KILL_WHILE_RESTORING, whileRestoring - restoringAlone);
    add(shuffled, KILL_WHILE_STARTING, whileStarting);
    add(shuffled, KILL, amounts.kills() - 2 * (whileRestoring + whileStarting));
    add(shuffled, PAUSE, Math.max(0, amounts.pauses() - 1));
    add(shuffled, BROKER_RESTART, amounts.brokerRestarts());
    add(shuffled, BROKER_KILL, amounts.brokerKills());
    Collections.shuffle(shuffled, random);
    if (shuffled.size() == 1 && restoringAlone == 0 && amounts.pauses() == 0) {
      return shuffled;
    }
    int third = (shuffled.size() + restoringAlone) / 3;
    int first = third;
    int second = Math.min(shuffled.size(), shuffled.size() + restoringAlone - third);
    List<Fault> withThree = new ArrayList<>(shuffled.subList(first, second));
    if (amounts.pauses() > 0) {
      withThree.add(random.nextInt(withThree.size() + 1), PAUSE);
    }
    List<Fault> schedule = new ArrayList<>(shuffled.subList(0, first));
    schedule.add(SCALE_OUT);
    schedule.addAll(withThree);
    schedule.add(SCALE_IN);
    List<Fault> withOne = new ArrayList<>(shuffled.subList(second, shuffled.size()));
    if (restoringAlone > 0) {
      withOne.add(random.nextInt(withOne.size() + 1), KILL_WHILE_RESTORING);
    }
    schedule.addAll(withOne);
    return schedule;
  }

  private static void add(List<Fault> to, Fault fault, int times) {
    to.addAll(Collections.nCopies(times, fault));
  }
}
