// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UpstreamWatermarksTest {

  private final UpstreamWatermarks watermarks = new UpstreamWatermarks();

  @Test
  void minimum_beforeEveryTaskWasHeardOf_isNone() {
    watermarks.update(0, 3, 100, false);
    watermarks.update(2, 3, 200, false);

    assertThat(watermarks.minimumMillis()).isEqualTo(TaskProgress.NONE);
    assertThat(watermarks.allIdle()).isFalse();
  }

  @Test
  void minimum_laggingTask_holdsItBack() {
    watermarks.update(0, 2, 10_000, false);
    watermarks.update(1, 2, 50, false);

    assertThat(watermarks.minimumMillis()).isEqualTo(50);
  }

  @Test
  void minimum_idleTask_isLeftOut() {
    watermarks.update(0, 2, 10_000, false);
    watermarks.update(1, 2, 50, true);

    assertThat(watermarks.minimumMillis()).isEqualTo(10_000);
  }

  @Test
  void minimum_taskThatHasReadNothingYet_isNone() {
    watermarks.update(0, 2, 10_000, false);
    watermarks.update(1, 2, TaskProgress.NONE, false);

    assertThat(watermarks.minimumMillis()).isEqualTo(TaskProgress.NONE);
  }

  @Test
  void minimum_allIdle_isNone_andAllIdleSaysSo() {
    watermarks.update(0, 2, 10, true);
    watermarks.update(1, 2, 20, true);

    assertThat(watermarks.minimumMillis()).isEqualTo(TaskProgress.NONE);
    assertThat(watermarks.allIdle()).isTrue();
  }

  @Test
  void update_lowerWatermark_isIgnored() {
    watermarks.update(0, 1, 100, false);
    watermarks.update(0, 1, 40, false);

    assertThat(watermarks.minimumMillis()).isEqualTo(100);
  }

  @Test
  void codec_roundTrip_keepsUnheardTasksUnheard() {
    watermarks.update(1, 3, 100, true);
    UpstreamWatermarksCodec codec = new UpstreamWatermarksCodec();

    UpstreamWatermarks read = codec.decodeValue("k", codec.encodeValue(watermarks));
    read.update(0, 3, 5, false);

    assertThat(read.minimumMillis()).isEqualTo(TaskProgress.NONE);
    read.update(2, 3, 7, false);
    assertThat(read.minimumMillis()).isEqualTo(5);
  }
}
