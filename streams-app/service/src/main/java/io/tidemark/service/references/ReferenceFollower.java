// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.references;

import io.tidemark.service.registry.Patience;
import io.tidemark.service.serde.ReferenceProfileSerde;
import io.tidemark.service.serde.ReferenceScheduleSerde;
import io.tidemark.service.serde.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the compacted references topic on every instance and keeps the catalog in step.
 *
 * <p>The runtime replays the topic through this at each start, before any task runs. A record that
 * cannot be read is logged and left out: one bad profile must not keep the others from being used.
 */
public final class ReferenceFollower extends ContextualProcessor<Bytes, byte[], Void, Void> {

  private static final Logger logger = LoggerFactory.getLogger(ReferenceFollower.class);

  /** The thread that follows references cannot be replaced: if it fails, the instance ends. */
  private static final Patience REGISTRY_PATIENCE =
      new Patience(Duration.ofMinutes(10), Duration.ofSeconds(1));

  private final ReferenceRecords records;

  /** A follower that fills a catalog. */
  public ReferenceFollower(
      ReferenceCatalog catalog, ReferenceProfileSerde profiles, ReferenceScheduleSerde schedules) {
    this.records = new ReferenceRecords(catalog, profiles, schedules);
  }

  @Override
  public void process(Record<Bytes, byte[]> record) {
    if (record.key() == null) {
      logger.warn("Reference record without a key left out; publish it with a key");
      return;
    }
    String key = new String(record.key().get(), StandardCharsets.UTF_8);
    try {
      String done = REGISTRY_PATIENCE.ask(() -> records.take(key, record.value()));
      logger.info("{}", done);
    } catch (UndecodableRecordException e) {
      logger.error("Reference record {} left out, it cannot be read: {}", key, e.getMessage());
    }
  }
}
