// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import io.tidemark.core.observation.Segment;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StableIdsTest {

  private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
  private static final UUID URL = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");
  private static final EvaluationWindow HOUR = new EvaluationWindow(0, 3_600_000);

  /** The example of RFC 9562, appendix A.4. */
  @Test
  void nameBasedUuid_exampleOfTheRfc_isThatOfTheRfc() {
    assertThat(NameBasedUuid.of(DNS, "www.example.com"))
        .hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
  }

  /** By Python 3.11: {@code uuid.uuid5(uuid.NAMESPACE_URL, 'http://example.org/ä')}. */
  @Test
  void nameBasedUuid_nameBeyondAscii_isByUtf8() {
    UUID id = NameBasedUuid.of(URL, "http://example.org/ä");
    assertThat(id).hasToString("64c26415-0a13-5370-838b-545aa5594871");
    assertThat(id.version()).isEqualTo(5);
    assertThat(id.variant()).isEqualTo(2);
  }

  /** Published ids must never change; these were computed by Python's {@code uuid.uuid5}. */
  @Test
  void ids_knownWindow_areThePublishedOnes() {
    ModelVersion churn = new ModelVersion("churn", "7");
    assertThat(StableIds.result(Population.whole(churn), HOUR))
        .isEqualTo("14d46e34-333e-5aac-853e-9f8e45a35bb9");
    assertThat(StableIds.alert(Population.whole(churn), HOUR))
        .isEqualTo("c47788a4-a4eb-5261-ae09-e1dae22e2a35");
    Population german = new Population(churn, Segment.of("country", "DE"));
    assertThat(StableIds.result(german, HOUR)).isEqualTo("b3847e6b-29c9-54d4-843d-9ec1b54d66d4");
    assertThat(StableIds.alert(german, HOUR)).isEqualTo("5507ca63-2c3b-5014-9a63-fd2a67e1c442");
  }

  @Test
  void ids_namesThatReadTheSameWhenJoined_differ() {
    assertThat(StableIds.result(Population.whole(new ModelVersion("a1", "2")), HOUR))
        .isNotEqualTo(StableIds.result(Population.whole(new ModelVersion("a", "12")), HOUR));
    assertThat(StableIds.result(Population.whole(new ModelVersion("a", "1:b")), HOUR))
        .isNotEqualTo(StableIds.result(Population.whole(new ModelVersion("a1:", "b")), HOUR));
  }
}
