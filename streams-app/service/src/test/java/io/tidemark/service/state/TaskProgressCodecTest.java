// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class TaskProgressCodecTest {

  private static final String VERSION_1 = "01" + "00000000000003e8" + "00000000000007d0";
  private static final String VERSION_2 =
      "02"
          + ("00000000000003e8" + "0000000000000384" + "000000000000000a")
          + ("00000000000007d0" + "0000000000000708" + "000000000000000b");

  private final TaskProgressCodec codec = new TaskProgressCodec();

  private TaskProgress decode(String hex) {
    return codec.decodeValue("progress", HexFormat.of().parseHex(hex));
  }

  @Test
  void encode_bytesAreThoseOfVersion2() {
    TaskProgress progress =
        new TaskProgress(new InputTime(1_000, 900, 10), new InputTime(2_000, 1_800, 11));

    assertThat(HexFormat.of().formatHex(codec.encodeValue(progress))).isEqualTo(VERSION_2);
  }

  @Test
  void decode_version2_isWhatWasWritten() {
    TaskProgress progress = decode(VERSION_2);

    assertThat(progress.predictions().millis()).isEqualTo(1_000);
    assertThat(progress.predictions().before()).isEqualTo(900);
    assertThat(progress.predictions().span()).isEqualTo(10);
    assertThat(progress.features().millis()).isEqualTo(2_000);
    assertThat(progress.features().before()).isEqualTo(1_800);
    assertThat(progress.features().span()).isEqualTo(11);
  }

  @Test
  void decode_version1_knowsTheTimes() {
    TaskProgress progress = decode(VERSION_1);

    assertThat(progress.streamTimeMillis()).isEqualTo(1_000);
    assertThat(progress.features().asOf(0)).isEqualTo(2_000);
  }
}
