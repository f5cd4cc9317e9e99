// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import org.apache.kafka.common.TopicPartition;

/**
 * Tells a task whether it has read all that its input partitions hold.
 *
 * <p>Asked by a stream thread about partitions assigned to it; never blocks.
 */
public interface InputProgress {

  /** Nothing is known, as of a topology that does not run. */
  InputProgress UNKNOWN =
      new InputProgress() {
        @Override
        public boolean caughtUp(TopicPartition partition) {
          return false;
        }

        @Override
        public long polls() {
          return 0;
        }
      };

  /**
   * Whether everything that is readable in the partition now has been fetched and processed.
   *
   * @return false also while this is not known, as when the broker does not answer
   */
  boolean caughtUp(TopicPartition partition);

  /**
   * How often the calling thread has asked its brokers for records. While that does not change
   * nothing can have come.
   */
  long polls();
}
