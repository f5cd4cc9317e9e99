// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import static org.assertj.core.api.Assertions.assertThat;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdFingerprintTest {

  @Test
  void of_manySimilarIds_allDiffer() {
    LongOpenHashSet seen = new LongOpenHashSet();
    IntStream.range(0, 500_000).forEach(i -> seen.add(IdFingerprint.of("prediction-" + i)));
    IntStream.range(0, 500_000).forEach(i -> seen.add(IdFingerprint.of(Integer.toString(i))));

    assertThat(seen).hasSize(1_000_000);
  }

  @Test
  void of_idsThatDifferInTrailingNulls_differ() {
    assertThat(IdFingerprint.of("a")).isNotEqualTo(IdFingerprint.of("a\0"));
    assertThat(IdFingerprint.of("")).isNotEqualTo(IdFingerprint.of("\0"));
    assertThat(IdFingerprint.of("abcd")).isNotEqualTo(IdFingerprint.of("abcd\0\0\0\0"));
  }
}
