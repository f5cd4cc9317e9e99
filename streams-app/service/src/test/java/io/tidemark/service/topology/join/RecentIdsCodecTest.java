// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The bytes are durable: a release must read what an earlier one wrote. */
class RecentIdsCodecTest {

  private static final String KEY = "fffffffffffffffd0000000000000102";
  private static final String VALUE_V1 = "01030000000000000001ffffffffffffffff8000000000000000";
  private static final String VALUE_V2 =
      "02fffffffffffffffc030000000000000001ffffffffffffffff8000000000000000";
  private static final RecentIds.BlockKey BLOCK = new RecentIds.BlockKey(-3, 258);
  private static final long[] IDS = {1, -1, Long.MIN_VALUE};

  private final RecentIdsCodec codec = new RecentIdsCodec();

  @Test
  void version2_isWrittenAndReadForEver() {
    HexFormat hex = HexFormat.of();

    assertThat(hex.formatHex(codec.encodeKey(BLOCK))).isEqualTo(KEY);
    assertThat(hex.formatHex(codec.encodeValue(new RecentIds.Block(-4, IDS)))).isEqualTo(VALUE_V2);
    assertThat(codec.decodeKey(hex.parseHex(KEY))).isEqualTo(BLOCK);
    RecentIds.Block block = codec.decodeValue(BLOCK, hex.parseHex(VALUE_V2));
    assertThat(block.generation()).isEqualTo(-4);
    assertThat(block.ids()).isEqualTo(IDS);
  }

  @Test
  void version1_isReadForEver_itsPartIsItsGeneration() {
    RecentIds.Block block = codec.decodeValue(BLOCK, HexFormat.of().parseHex(VALUE_V1));

    assertThat(block.generation()).isEqualTo(-3);
    assertThat(block.ids()).isEqualTo(IDS);
  }
}
