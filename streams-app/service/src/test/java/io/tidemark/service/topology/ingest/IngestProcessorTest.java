// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.JoinHalf;
import io.tidemark.service.serde.InputDecoder;
import io.tidemark.service.serde.InputRecord;
import io.tidemark.service.status.ServiceStatus;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class IngestProcessorTest {

  private final List<String> calls = new ArrayList<>();

  @Test
  void revived_asksForAnotherDecoder() {
    IngestProcessor processor =
        new IngestProcessor(
            this::decoder,
            new IngestProcessor.Settings(null, null, null, new ServiceStatus(), "next", "sink"));
    MockProcessorContext<Object, Object> context = new MockProcessorContext<>();
    processor.init(context);
    processor.close();
    processor.init(context);

    assertThat(calls).containsExactly("made", "closed", "made");
  }

  private InputDecoder decoder() {
    calls.add("made");
    return new InputDecoder() {
      @Override
      public JoinHalf decode(InputRecord record) {
        throw new UnsupportedOperationException("nothing is decoded here");
      }

      @Override
      public void close() {
        calls.add("closed");
      }
    };
  }
}
