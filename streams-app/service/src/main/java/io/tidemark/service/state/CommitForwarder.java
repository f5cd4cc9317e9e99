// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.RecordCollector;

/**
 * Forwards records from inside a commit, where the runtime has no current processor.
 *
 * <p>The runtime's own caches forward on flush in just this way. Make one in {@code
 * Processor.init}; it remembers the processor that was current then.
 *
 * @param <K> forwarded key
 * @param <V> forwarded value
 */
public final class CommitForwarder<K, V> {

  private final InternalProcessorContext<K, V> context;
  private final ProcessorNode<?, ?, ?, ?> node;
  private final boolean transactional;
  private boolean waiting;

  private CommitForwarder(InternalProcessorContext<K, V> context) {
    this.context = context;
    this.node = context.currentNode();
    this.transactional =
        !"at_least_once"
            .equals(context.appConfigs().get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
  }

  /** A forwarder for the processor whose {@code init} is running. */
  public static <K, V> CommitForwarder<K, V> of(ProcessorContext<K, V> context) {
    return new CommitForwarder<>((InternalProcessorContext<K, V>) context);
  }

  /** Hands a record to the processor's children. */
  public void forward(Record<K, V> record) {
    ProcessorNode<?, ?, ?, ?> previous = context.currentNode();
    context.setCurrentNode(node);
    try {
      context.forward(record);
    } finally {
      context.setCurrentNode(previous);
    }
  }

  /**
   * Waits until the brokers have what was forwarded, where no transaction holds it together with
   * the state. Call it before state is written that says it was sent: a crash between the two would
   * lose it otherwise. After a failure every further call fails.
   */
  public void awaitSent() {
    if (transactional) {
      return;
    }
    if (waiting) {
      throw new IllegalStateException("what was forwarded has not been sent");
    }
    waiting = true;
    ((RecordCollector.Supplier) context).recordCollector().flush();
    waiting = false;
  }
}
