// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FreshLagTest {

  private static final TopicPartition FEATURES = new TopicPartition("features", 0);
  private static final TopicPartition PREDICTIONS = new TopicPartition("predictions", 0);

  private long answers = 10;
  private final FreshLag lag = new FreshLag(partition -> answers);

  private void answers(int count) {
    answers += count;
  }

  private void believe() {
    assertThat(lag.isBelieved(PREDICTIONS)).isFalse();
    answers(FreshLag.ANSWERS);
    assertThat(lag.isBelieved(PREDICTIONS)).isTrue();
  }

  @Test
  void isBelieved_afterTwoAnswersSinceTheNews() {
    believe();
    lag.returned(FEATURES, 500);

    assertThat(lag.isBelieved(PREDICTIONS)).isFalse();
    answers(1);
    assertThat(lag.isBelieved(PREDICTIONS)).isFalse();
    answers(1);
    assertThat(lag.isBelieved(PREDICTIONS)).isTrue();
  }

  @Test
  void isBelieved_whileABacklogIsReturnedThatWasKnown_staysTrue() {
    lag.returned(FEATURES, 500);
    believe();
    lag.returned(FEATURES, 500);

    assertThat(lag.isBelieved(PREDICTIONS)).isTrue();
  }

  @Test
  void isBelieved_newsWhileInDoubt_beginsAnew() {
    believe();
    lag.returned(FEATURES, 500);
    assertThat(lag.isBelieved(PREDICTIONS)).isFalse();
    answers(1);
    lag.returned(FEATURES, 600);
    assertThat(lag.isBelieved(PREDICTIONS)).isFalse();
    answers(1);
    assertThat(lag.isBelieved(PREDICTIONS)).isFalse();
    answers(1);
    assertThat(lag.isBelieved(PREDICTIONS)).isTrue();
  }

  @Test
  void isBelieved_withoutABroker_isFalse() {
    answers = -1;
    assertThat(lag.isBelieved(PREDICTIONS)).isFalse();
    answers = 0;
    believe();
  }
}
