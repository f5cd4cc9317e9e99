// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells whether the lag of 0 that a consumer knows of an input partition is as new as what waits of
 * the other input of the same task.
 *
 * <p>A consumer asks a broker for no more while something of it waits to be returned, so it knows
 * partitions of different brokers, or that wait or are paused, as of different moments. Of a burst
 * that comes to both inputs of a task it may have fetched minutes of one, while the other was empty
 * when it was asked last. The lag is believed when the broker of the partition has answered {@value
 * #ANSWERS} times since the newest was fetched of what waits: the first answer may be to a question
 * that was asked before, the second may not have been read yet when it is counted, and the third
 * was asked for when it had been. The newest, because the runtime asks once and then processes all
 * that waits. A flow of records into one input alone cannot put that off: the runtime fetches no
 * more of it while ten batches wait.
 *
 * <p>Used by one thread.
 */
final class FreshLag {

  static final int ANSWERS = 3;

  /**
   * A moment in the life of a broker.
   *
   * @param node its id
   * @param answers how often it had answered
   */
  record Moment(int node, long answers) {

    /** Of no broker. */
    static final Moment UNKNOWN = new Moment(Integer.MIN_VALUE, 0);

    boolean isKnown() {
      return node != UNKNOWN.node;
    }
  }

  private record News(long end, Moment other) {}

  private final Function<TopicPartition, Moment> now;
  private final Function<TopicPartition, TopicPartition> otherInput;
  private final Map<TopicPartition, News> news = new HashMap<>();

  /**
   * Knows nothing yet.
   *
   * @param now the present of the broker of a partition, unknown while there is none
   * @param otherInput the partition that the same task reads of the other input; null without one
   */
  FreshLag(
      Function<TopicPartition, Moment> now, Function<TopicPartition, TopicPartition> otherInput) {
    this.now = now;
    this.otherInput = otherInput;
  }

  /**
   * Records of a partition were returned.
   *
   * @param end its end as of now; when it was known before, the records are no news
   * @return when they were fetched, in the life of the other input's broker, if known
   */
  Moment returned(TopicPartition partition, long end) {
    TopicPartition other = otherInput.apply(partition);
    News known = news.get(partition);
    if (other == null) {
      return Moment.UNKNOWN;
    }
    if (known == null || known.end() != end || !known.other().isKnown()) {
      known = new News(end, now.apply(other));
      news.put(partition, known);
    }
    return known.other();
  }

  /** What was known of the ends of these partitions holds no more. */
  void forget(Collection<TopicPartition> partitions) {
    news.keySet().removeAll(partitions);
  }

  /**
   * Whether a partition of which nothing seems to be left was asked after something was fetched.
   *
   * @param waiting what waits of the other input
   */
  boolean isBelieved(TopicPartition partition, UnprocessedBatches waiting) {
    if (waiting == null || waiting.none()) {
      return true;
    }
    Moment present = now.apply(partition);
    Moment fetched = waiting.newest();
    if (!present.isKnown()) {
      return false;
    }
    if (fetched.node() != present.node() || fetched.answers() > present.answers()) {
      waiting.newest(present); // Another broker leads now; its answers are counted from here.
      return false;
    }
    return present.answers() >= fetched.answers() + ANSWERS;
  }
}
