// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.message;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import java.util.ArrayList;
import java.util.List;
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
 * version 3 | partial ... to the end
 *   partial = segment | model | version | window start (8) | end (8) | reference id
 *             | observations | length | chunk
 * </pre>
 *
 * <p>Watermarks are written in version 1 and partials in version 3; partials of versions 1 and 2,
 * one to a record, are read.
 *
 * <p>Not Avro: these records live for seconds, are never read by others, and a registry that is
 * down must not stop the stream between its own halves.
 */
public final class SummaryMessageSerde implements Serde<SummaryMessage> {

  private static final int VERSION = 1;
  private static final int OF_SEGMENT = 2;
  private static final int TOGETHER = 3;
  private static final int WATERMARK = 1;

  private static final byte[] NO_CHUNK = {};

  @Override
  public Serializer<SummaryMessage> serializer() {
    return (topic, message) -> write(message);
  }

  @Override
  public Deserializer<SummaryMessage> deserializer() {
    return (topic, bytes) -> read(bytes);
  }

  private static byte[] write(SummaryMessage message) {
    return message instanceof PartialSummaries partials
        ? write(partials.all())
        : write((TaskWatermark) message);
  }

  private static byte[] write(List<PartialSummary> partials) {
    int size = 1;
    for (PartialSummary partial : partials) {
      size += partial.mostBytes();
    }
    ByteWriter out = new ByteWriter(size);
    out.writeByte(TOGETHER);
    for (PartialSummary partial : partials) {
      out.writeText(partial.population().segmentText());
      out.writeText(partial.modelVersion().model());
      out.writeText(partial.modelVersion().version());
      out.writeLong(partial.window().startMillis());
      out.writeLong(partial.window().endMillis());
      out.writeText(partial.referenceId());
      out.writeVarint(partial.observations());
      out.writeVarint(partial.chunk().length);
      out.writeBytes(partial.chunk());
    }
    return out.toByteArray();
  }

  private static byte[] write(TaskWatermark watermark) {
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
    if (version < VERSION || version > TOGETHER) {
      throw in.corrupt("version " + version + ", but this release reads up to " + TOGETHER);
    }
    if (version == TOGETHER) {
      List<PartialSummary> all = new ArrayList<>();
      while (in.remaining() > 0) {
        PartialSummary head = readHead(in, in.readText());
        all.add(head.with(in.readBytes(in.readSize(1))));
      }
      return new PartialSummaries(all);
    }
    String segment = version == OF_SEGMENT ? in.readText() : "";
    if (in.readBelow(2, "kind") == WATERMARK) {
      return new TaskWatermark(
          (int) in.readVarint(), (int) in.readVarint(), in.readLong(), in.readByte() == 1);
    }
    PartialSummary head = readHead(in, segment);
    return new PartialSummaries(List.of(head.with(in.readBytes(in.remaining()))));
  }

  /** A partial without its chunk. */
  private static PartialSummary readHead(ByteReader in, String segment) {
    ModelVersion modelVersion = new ModelVersion(in.readText(), in.readText());
    EvaluationWindow window = new EvaluationWindow(in.readLong(), in.readLong());
    return new PartialSummary(
        Population.of(modelVersion, segment), window, in.readText(), in.readVarint(), NO_CHUNK);
  }
}
