// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.message;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Bytes of the internal summaries topic.
 *
 * <pre>
 * version 1 | kind 0 partial:   model | version | window start (8) | end (8) | reference id
 *                               | observations | chunk (the rest)
 *           | kind 1 watermark: partition | partitions | watermark (8) | idle 0 or 1
 * version 2 | segment | the rest of a partial as in version 1, from its kind on
 * </pre>
 *
 * <p>Partials of a segment are of version 2, all else is of version 1: what does not use segments
 * can be read by releases that do not know them.
 *
 * <p>Not Avro: these records live for seconds, are never read by others, and a registry that is
 * down must not stop the stream between its own halves.
 */
public final class SummaryMessageSerde implements Serde<SummaryMessage> {

  private static final int VERSION = 1;
  private static final int OF_SEGMENT = 2;
  private static final int PARTIAL = 0;
  private static final int WATERMARK = 1;

  @Override
  public Serializer<SummaryMessage> serializer() {
    return (topic, message) -> write(message);
  }

  @Override
  public Deserializer<SummaryMessage> deserializer() {
    return (topic, bytes) -> read(bytes);
  }

  private static byte[] write(SummaryMessage message) {
    if (message instanceof PartialSummary partial) {
      ByteWriter out = new ByteWriter(96 + partial.chunk().length);
      if (partial.population().isWhole()) {
        out.writeByte(VERSION);
      } else {
        out.writeByte(OF_SEGMENT);
        out.writeText(partial.population().segmentText());
      }
      out.writeByte(PARTIAL);
      out.writeText(partial.modelVersion().model());
      out.writeText(partial.modelVersion().version());
      out.writeLong(partial.window().startMillis());
      out.writeLong(partial.window().endMillis());
      out.writeText(partial.referenceId());
      out.writeVarint(partial.observations());
      out.writeBytes(partial.chunk());
      return out.toByteArray();
    }
    TaskWatermark watermark = (TaskWatermark) message;
    ByteWriter out = new ByteWriter(24);
    out.writeByte(VERSION);
    out.writeByte(WATERMARK);
    out.writeVarint(watermark.partition());
    out.writeVarint(watermark.partitions());
    out.writeLong(watermark.watermarkMillis());
    out.writeByte(watermark.idle() ? 1 : 0);
    return out.toByteArray();
  }

  private static SummaryMessage read(byte[] bytes) {
    ByteReader in = new ByteReader(bytes, "summary message");
    int version = in.readByte();
    if (version != VERSION && version != OF_SEGMENT) {
      throw in.corrupt("version " + version + ", but this release reads up to " + OF_SEGMENT);
    }
    String segment = version == OF_SEGMENT ? in.readText() : "";
    if (in.readBelow(2, "kind") == WATERMARK) {
      return new TaskWatermark(
          (int) in.readVarint(), (int) in.readVarint(), in.readLong(), in.readByte() == 1);
    }
    ModelVersion modelVersion = new ModelVersion(in.readText(), in.readText());
    EvaluationWindow window = new EvaluationWindow(in.readLong(), in.readLong());
    return new PartialSummary(
        Population.of(modelVersion, segment),
        window,
        in.readText(),
        in.readVarint(),
        in.readBytes(in.remaining()));
  }
}
