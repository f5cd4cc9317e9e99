// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells whether the lag of 0 that a consumer knows of a partition is as new as what it has returned
 * of others.
 *
 * <p>A consumer asks for no more of a partition while some of it waits to be returned, so it knows
 * its partitions as of different moments. Of a burst that comes to both inputs of a task it may
 * have fetched minutes of one, while the other was empty when it was asked last. The lag is
 * believed when the broker of the partition has answered {@value #ANSWERS} times since records came
 * that were not known to exist: the first answer may be to a question that was asked before. Used
 * by one thread.
 */
final class FreshLag {

  static final int ANSWERS = 2;

  private final ToLongFunction<TopicPartition> answers;
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final Map<TopicPartition, Doubt> doubts = new HashMap<>();
  private long news;

  private static final class Doubt {
    private long about = -1;
    private long endsWith;
    private boolean over;
  }

  /**
   * Believes nothing yet.
   *
   * @param answers how often the broker of a partition has answered; negative when it is not known
   */
  FreshLag(ToLongFunction<TopicPartition> answers) {
    this.answers = answers;
  }

  /**
   * Records of a partition were returned.
   *
   * @param end its end as of now; when it was known before, the records are no news
   */
  void returned(TopicPartition partition, long end) {
    Long known = ends.put(partition, end);
    if (known == null || known < end) {
      news++;
    }
  }

  /** Whether a partition of which nothing seems to be left can have nothing as old as the rest. */
  boolean isBelieved(TopicPartition partition) {
    Doubt doubt = doubts.computeIfAbsent(partition, p -> new Doubt());
    if (doubt.about == news && doubt.over) {
      return true;
    }
    long answered = answers.applyAsLong(partition);
    if (answered < 0) {
      return false;
    }
    if (doubt.about != news) {
      doubt.about = news;
      doubt.endsWith = answered + ANSWERS;
    }
    doubt.over = answered >= doubt.endsWith;
    return doubt.over;
  }
}
