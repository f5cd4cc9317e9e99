// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UpstreamWatermarksTest {

  private static final long NOW = 1_000_000;

  private final UpstreamWatermarks watermarks = new UpstreamWatermarks();

  @Test
  void minimum_beforeEveryTaskWasHeardOf_isNone() {
    watermarks.update(0, 3, 100, false, NOW);
    watermarks.update(2, 3, 200, false, NOW);

    assertThat(watermarks.minimumMillis(NOW)).isEqualTo(TaskProgress.NONE);
    assertThat(watermarks.allIdleMillis()).isEqualTo(TaskProgress.NONE);
  }

  @Test
  void minimum_laggingTask_holdsItBack() {
    watermarks.update(0, 2, 10_000, false, NOW);
    watermarks.update(1, 2, 50, false, NOW);

    assertThat(watermarks.minimumMillis(NOW)).isEqualTo(50);
  }

  @Test
  void minimum_idleTask_isLeftOut() {
    watermarks.update(0, 2, 10_000, false, NOW);
    watermarks.update(1, 2, 50, true, NOW);

    assertThat(watermarks.minimumMillis(NOW)).isEqualTo(10_000);
  }

  @Test
  void minimum_taskThatHasReadNothingYet_isNone() {
    watermarks.update(0, 2, 10_000, false, NOW);
    watermarks.update(1, 2, TaskProgress.NONE, false, NOW);

    assertThat(watermarks.minimumMillis(NOW)).isEqualTo(TaskProgress.NONE);
  }

  @Test
  void minimum_allIdle_isNone_andAllIdleSaysSo() {
    watermarks.update(0, 2, 10, true, NOW);
    watermarks.update(1, 2, 20, true, NOW);

    assertThat(watermarks.minimumMillis(NOW)).isEqualTo(TaskProgress.NONE);
    assertThat(watermarks.allIdleMillis()).isEqualTo(NOW);
  }

  @Test
  void minimum_taskThatSaidLongAgoThatItIsIdle_holdsItBack() {
    watermarks.update(0, 2, 10_000, false, NOW);
    watermarks.update(1, 2, 50, true, NOW);

    assertThat(watermarks.minimumMillis(NOW + 1)).isEqualTo(50);
  }

  @Test
  void allIdle_isTheMomentAtWhichTheLastToSayItDid() {
    watermarks.update(0, 2, 10, true, NOW + 7);
    watermarks.update(1, 2, 20, true, NOW + 5);

    assertThat(watermarks.allIdleMillis()).isEqualTo(NOW + 5);
  }

  @Test
  void restored_idleTasks_mustSayItAgain() {
    watermarks.update(0, 1, 10, true, NOW);
    UpstreamWatermarksCodec codec = new UpstreamWatermarksCodec();

    UpstreamWatermarks read = codec.decodeValue("k", codec.encodeValue(watermarks));

    assertThat(read.allIdleMillis()).isEqualTo(TaskProgress.NONE);
    assertThat(read.minimumMillis(NOW)).isEqualTo(10);
  }

  @Test
  void update_lowerWatermark_isIgnored() {
    watermarks.update(0, 1, 100, false, NOW);
    watermarks.update(0, 1, 40, false, NOW);

    assertThat(watermarks.minimumMillis(NOW)).isEqualTo(100);
  }

  @Test
  void codec_roundTrip_keepsUnheardTasksUnheard() {
    watermarks.update(1, 3, 100, true, NOW);
    UpstreamWatermarksCodec codec = new UpstreamWatermarksCodec();

    UpstreamWatermarks read = codec.decodeValue("k", codec.encodeValue(watermarks));
    read.update(0, 3, 5, false, NOW);

    assertThat(read.minimumMillis(NOW)).isEqualTo(TaskProgress.NONE);
    read.update(2, 3, 7, false, NOW);
    assertThat(read.minimumMillis(NOW)).isEqualTo(5);
  }
}
