// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.summarize;

import io.tidemark.service.topology.message.PartialSummaries;
import io.tidemark.service.topology.message.PartialSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Gathers the partial summaries of a commit by the Judge task they go to, and sends many in one
 * record. Used by one stream thread.
 */
final class OutgoingPartials {

  private final int maxBytes;
  private final BiConsumer<byte[], PartialSummaries> sent;
  private final List<Outgoing> records = new ArrayList<>();

  /** What one Judge task has still to be sent. */
  private static final class Outgoing {
    private byte[] key;
    private List<PartialSummary> partials = new ArrayList<>();
    private long bytes;
  }

  /**
   * Sends to a number of Judge tasks.
   *
   * @param maxBytes the most bytes of a record that holds more than one
   * @param sent takes the key of one of the models, and what is sent
   */
  OutgoingPartials(int judges, int maxBytes, BiConsumer<byte[], PartialSummaries> sent) {
    this.maxBytes = maxBytes;
    this.sent = sent;
    for (int judge = 0; judge < judges; judge++) {
      records.add(new Outgoing());
    }
  }

  /** Takes a partial summary of the model of a key. */
  void add(byte[] key, PartialSummary partial) {
    Outgoing record = records.get(SummaryKeys.partition(key, records.size()));
    int bytes = partial.mostBytes();
    if (record.bytes + bytes > maxBytes) {
      send(record);
    }
    record.key = key;
    record.partials.add(partial);
    record.bytes += bytes;
  }

  /** Sends what is left. */
  void sendAll() {
    records.forEach(this::send);
  }

  private void send(Outgoing record) {
    if (!record.partials.isEmpty()) {
      sent.accept(record.key, new PartialSummaries(record.partials));
      record.partials = new ArrayList<>();
      record.bytes = 0;
    }
  }
}
