// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.RecordCollector;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * A stage whose processor can be lost and taken up anew within one driver: the new one finds what
 * the last commit left in the stores, and no punctuation of the old one runs.
 */
public final class Restartable<K, I, L, O> implements ProcessorSupplier<K, I, L, O> {

  private final ProcessorSupplier<K, I, L, O> stage;
  private boolean crash;
  private int commitsAsked;

  public Restartable(ProcessorSupplier<K, I, L, O> stage) {
    this.stage = stage;
  }

  /** Loses the processor before it gets the next record. */
  public void crashBeforeNext() {
    crash = true;
  }

  /** How often a processor asked for a commit. */
  public int commitsAsked() {
    return commitsAsked;
  }

  @Override
  public Processor<K, I, L, O> get() {
    return new Shell();
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return stage.stores();
  }

  private final class Shell implements Processor<K, I, L, O> {

    private final List<Cancellable> scheduled = new ArrayList<>();
    private ProcessorContext<L, O> context;
    private Processor<K, I, L, O> live;

    @Override
    public void init(ProcessorContext<L, O> context) {
      this.context = context;
      live = stage.get();
      live.init(watched(context));
    }

    @Override
    public void process(Record<K, I> record) {
      if (crash) {
        crash = false;
        scheduled.forEach(Cancellable::cancel);
        scheduled.clear();
        init(context);
      }
      live.process(record);
    }

    @Override
    public void close() {
      live.close();
    }

    @SuppressWarnings("unchecked")
    private ProcessorContext<L, O> watched(ProcessorContext<L, O> real) {
      return (ProcessorContext<L, O>)
          Proxy.newProxyInstance(
              Restartable.class.getClassLoader(),
              new Class<?>[] {InternalProcessorContext.class, RecordCollector.Supplier.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("commit")) {
                  commitsAsked++;
                }
                try {
                  Object result = method.invoke(real, arguments);
                  if (result instanceof Cancellable each) {
                    scheduled.add(each);
                  }
                  return result;
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }
}
