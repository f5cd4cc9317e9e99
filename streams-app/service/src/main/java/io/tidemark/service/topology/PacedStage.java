// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology;

import io.tidemark.service.clients.CommitPace;
import io.tidemark.service.topology.tick.Ticks;
import java.util.Set;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * A stage whose tasks ask for commits at a pace; otherwise the stage it wraps.
 *
 * @param pace asked at each of its ticks
 */
record PacedStage<KIn, VIn, KOut, VOut>(
    ProcessorSupplier<KIn, VIn, KOut, VOut> stage, CommitPace pace)
    implements ProcessorSupplier<KIn, VIn, KOut, VOut> {

  @Override
  public Processor<KIn, VIn, KOut, VOut> get() {
    return new Paced<>(stage.get(), pace);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return stage.stores();
  }

  private static final class Paced<KIn, VIn, KOut, VOut>
      implements Processor<KIn, VIn, KOut, VOut> {

    private final Processor<KIn, VIn, KOut, VOut> processor;
    private final CommitPace pace;
    private Cancellable asking;

    Paced(Processor<KIn, VIn, KOut, VOut> processor, CommitPace pace) {
      this.processor = processor;
      this.pace = pace;
    }

    @Override
    public void init(ProcessorContext<KOut, VOut> context) {
      processor.init(context);
      asking =
          Ticks.every(
              pace.tick(),
              context,
              now -> {
                if (pace.due()) {
                  context.commit();
                }
              });
    }

    @Override
    public void process(Record<KIn, VIn> record) {
      processor.process(record);
    }

    /** The runtime revives a task by calling this and {@link #init} again; it keeps schedules. */
    @Override
    public void close() {
      asking.cancel();
      processor.close();
    }
  }
}
