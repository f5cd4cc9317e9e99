// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.service.registry.RegistryUnavailableException;
import io.tidemark.service.serde.UndecodableRecordException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatientDecoderTest {

  private static final FeatureVector VECTOR = new FeatureVector("id", 1, ObservedValues.EMPTY);
  private final AtomicInteger calls = new AtomicInteger();

  private PatientDecoder decoder(int failures, Duration patience) {
    return new PatientDecoder(
        value -> {
          if (calls.incrementAndGet() <= failures) {
            throw new RegistryUnavailableException("made for this test", null);
          }
          return VECTOR;
        },
        patience,
        Duration.ofMillis(1));
  }

  @Test
  void decode_registryComesBack_decodesTheSameRecord() throws UndecodableRecordException {
    assertThat(decoder(3, Duration.ofMinutes(1)).decode(new byte[0])).isSameAs(VECTOR);
    assertThat(calls).hasValue(4);
  }

  @Test
  void decode_registryStaysAway_failsWhenPatienceEnds() {
    PatientDecoder decoder = decoder(Integer.MAX_VALUE, Duration.ZERO);

    assertThatThrownBy(() -> decoder.decode(new byte[0]))
        .isInstanceOf(RegistryUnavailableException.class);
  }
}
