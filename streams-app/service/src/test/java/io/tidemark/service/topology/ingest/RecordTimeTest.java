// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordTimeTest {

  private static long extract(long timestamp, long partitionTime) {
    return new RecordTime(0)
        .extract(
            new ConsumerRecord<>(
                "in",
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                null,
                new RecordHeaders(),
                Optional.empty()),
            partitionTime);
  }

  @Test
  void extract_recordWithTime_isThatTime() {
    assertThat(extract(5, 9)).isEqualTo(5);
  }

  @Test
  void extract_recordWithoutTime_isNeverNegative() {
    assertThat(extract(ConsumerRecord.NO_TIMESTAMP, 9)).isEqualTo(9);
    assertThat(extract(ConsumerRecord.NO_TIMESTAMP, ConsumerRecord.NO_TIMESTAMP)).isZero();
  }
}
