// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference.topic;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.service.InputDecoders;
import io.tidemark.service.StartupException;
import io.tidemark.service.cli.shell.ClusterReach;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.shell.Logs;
import io.tidemark.service.cli.table.ReadingWatch;
import io.tidemark.service.cli.table.RowSpool;
import io.tidemark.service.config.TidemarkConfig;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.serde.InputDecoder;
import io.tidemark.service.serde.InputRecord;
import io.tidemark.service.serde.UndecodableRecordException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the observations of a model version from the input topics into a spool, with the decoders
 * that the service uses. One thread.
 */
public final class TopicRows {

  private final TidemarkConfig config;
  private final TopicJoin.Wanted wanted;
  private final TopicCounts counts = new TopicCounts();
  private final TopicJoin join;
  private final RowSpool spool;
  private InputDecoder features;
  private InputDecoder predictions;

  /**
   * Nothing read yet.
   *
   * @param config where the topics are and what their records are
   * @param modelVersion whose observations are wanted
   * @param range when, by the event time of the prediction
   * @param mostWaiting how many halves of observations may wait in memory for the other
   * @param spool where the observations go
   */
  public TopicRows(
      TidemarkConfig config,
      ModelVersion modelVersion,
      TimeRange range,
      int mostWaiting,
      RowSpool spool) {
    this.config = config;
    this.spool = spool;
    this.wanted =
        new TopicJoin.Wanted(modelVersion, range, config.join().window().toMillis(), mostWaiting);
    this.join = new TopicJoin(wanted, counts, spool::add);
    Logs.withoutClients();
  }

  /**
   * Reads the topics as far as they go now.
   *
   * @param watch is told how far reading has come
   * @throws CommandFailure if brokers or registry cannot be reached, or nothing was found
   */
  public void read(ReadingWatch watch) {
    ClusterReach.reach(
        config.kafka().bootstrapServers(),
        () -> {
          readTopics(watch);
          return null;
        });
    join.finish();
    if (spool.rows() == 0) {
      throw CommandFailure.running(
          "no observation of "
              + wanted.modelVersion()
              + ' '
              + wanted.range()
              + ": "
              + String.join("; ", describe())
              + "; check --model, --version, --from and --to");
    }
  }

  private void readTopics(ReadingWatch watch) {
    SchemaRegistryClient registry = new SchemaRegistryClient(config.registry(), false);
    try (TopicScan scan = new TopicScan(config.kafka().clientProperties())) {
      Supplier<InputDecoder> ofFeatures = InputDecoders.features(config, registry);
      features = ofFeatures == null ? null : ofFeatures.get();
      predictions = InputDecoders.predictions(config, registry).get();
      scan.read(topics(), recordTimes(), origin(), watch, this::take);
    } catch (StartupException e) {
      throw CommandFailure.usage(e.getMessage(), e);
    } finally {
      close(features);
      close(predictions);
    }
  }

  private static void close(InputDecoder decoder) {
    if (decoder != null) {
      decoder.close();
    }
  }

  private Set<String> topics() {
    Set<String> topics = new LinkedHashSet<>();
    topics.add(config.topics().predictions());
    if (!config.inputs().embedded()) {
      topics.add(config.topics().features());
    }
    return topics;
  }

  /**
   * Records of an event come at its time or later, the other half a join window before or after,
   * and what comes a grace later than that the service would not count either.
   */
  private TimeRange recordTimes() {
    Instant from = wanted.range().from();
    Instant to = wanted.range().to();
    long grace = config.windows().grace().toMillis();
    return new TimeRange(
        from.equals(Instant.MIN) ? from : from.minusMillis(wanted.windowMillis()),
        to.equals(Instant.MAX) ? to : to.plusMillis(wanted.windowMillis() + grace));
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    boolean isPrediction = record.topic().equals(config.topics().predictions());
    counts.predictionRecords += isPrediction ? 1 : 0;
    counts.featureRecords += isPrediction ? 0 : 1;
    try {
      checkSize(record.value());
      InputRecord input =
          new InputRecord(record.key(), record.value(), record.headers(), record.timestamp());
      join.accept((isPrediction ? predictions : features).decode(input));
    } catch (UndecodableRecordException e) {
      counts.undecodable(e);
    }
  }

  private void checkSize(byte[] value) throws UndecodableRecordException {
    if (value != null && value.length > config.ingest().maxRecordBytes()) {
      throw new UndecodableRecordException("too-large", "more than ingest.max.record.bytes");
    }
  }

  /**
   * Where the rows come from.
   *
   * @return the predictions topic, as if it were a file
   */
  public Path origin() {
    return Path.of(config.topics().predictions());
  }

  /**
   * What became of the records, for people.
   *
   * @return lines of text
   */
  public List<String> describe() {
    List<String> lines = new ArrayList<>();
    String ofFeatures =
        config.inputs().embedded()
            ? ""
            : String.format(
                Locale.ROOT, " and %,d of %s", counts.featureRecords, config.topics().features());
    lines.add(
        String.format(
            Locale.ROOT,
            "Read %,d records of %s%s, %s: %,d observations of %s",
            counts.predictionRecords,
            config.topics().predictions(),
            ofFeatures,
            wanted.range(),
            spool.rows(),
            wanted.modelVersion()));
    if (!counts.leftOut().isEmpty()) {
      lines.add("Not used: " + String.join("; ", counts.leftOut()));
    }
    if (!spool.clashes().isEmpty()) {
      lines.add("Outputs named like a feature, not taken: " + String.join(", ", spool.clashes()));
    }
    return lines;
  }
}
