// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.summary.SummaryCodec;
import io.tidemark.core.summary.WindowSummary;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenWindowTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "1");

  private static byte[] chunk() {
    return SummaryCodec.encode(WindowSummary.of(ReferenceProfile.none(MODEL)), 1 << 20).get(0);
  }

  private static OpenWindow flooded() {
    OpenWindow window = new OpenWindow();
    for (int i = 0; i < 64; i++) {
      window.add(new byte[256 * 1024], 10, Optional.empty());
    }
    return window;
  }

  @Test
  void add_referenceUnknownForLong_keepsTheCountAndBoundedBytes() {
    OpenWindow window = flooded();

    long bytes = window.chunks(1 << 20).stream().mapToLong(chunk -> chunk.length).sum();
    assertThat(bytes).isLessThanOrEqualTo(OpenWindow.MAX_UNREAD_BYTES);
    assertThat(window.observations()).isEqualTo(640);
  }

  @Test
  void read_afterChunksWereGivenUp_givesNoSummary_soThatNothingIsJudgedInPart() {
    OpenWindow window = flooded();
    window.add(chunk(), 5, Optional.of(ReferenceProfile.none(MODEL)));

    assertThat(window.summary()).isEmpty();
    assertThat(window.observations()).isEqualTo(645);
  }

  @Test
  void restored_afterChunksWereGivenUp_isStillGivenUp() {
    WindowCodec codec = new WindowCodec();
    WindowKey key = new WindowKey(MODEL, new EvaluationWindow(0, 10), "gone");
    OpenWindow restored = codec.decodeValue(key, codec.encodeValue(flooded()));
    restored.add(chunk(), 5, Optional.of(ReferenceProfile.none(MODEL)));

    assertThat(restored.summary()).isEmpty();
    assertThat(restored.observations()).isEqualTo(645);
  }
}
