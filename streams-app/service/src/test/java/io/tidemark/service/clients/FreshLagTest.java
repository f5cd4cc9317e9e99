// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.clients.FreshLag.Moment;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreshLagTest {

  private static final TopicPartition FEATURES = new TopicPartition("features", 0);
  private static final TopicPartition PREDICTIONS = new TopicPartition("predictions", 0);

  private final UnprocessedBatches features = new UnprocessedBatches();
  private Moment now = new Moment(1, 10);
  private final FreshLag lag =
      new FreshLag(
          partition -> now, partition -> partition.equals(FEATURES) ? PREDICTIONS : FEATURES);

  private void answers(int count) {
    now = new Moment(now.node(), now.answers() + count);
  }

  private void fetched(long end) {
    features.newest(lag.returned(FEATURES, end));
    features.add();
  }

  private boolean believed() {
    return lag.isBelieved(PREDICTIONS, features);
  }

  @Test
  void isBelieved_whileNothingWaitsOfTheOtherInput() {
    assertThat(believed()).isTrue();
    assertThat(lag.isBelieved(PREDICTIONS, null)).isTrue();
  }

  @Test
  void isBelieved_afterThreeAnswersSinceTheOtherWasFetched() {
    fetched(500);
    assertThat(believed()).isFalse();
    answers(2);
    assertThat(believed()).isFalse();
    answers(1);
    assertThat(believed()).isTrue();
  }

  @Test
  void isBelieved_byTheNewestThatWaits_sinceAllOfItWillBeProcessed() {
    fetched(500);
    answers(2);
    fetched(600);
    answers(1);
    assertThat(believed()).isFalse();
    features.take();
    assertThat(believed()).isFalse();
    answers(2);
    assertThat(believed()).isTrue();
  }

  @Test
  void isBelieved_backlogThatWasKnown_isNoNews() {
    fetched(500);
    answers(3);
    fetched(500);

    assertThat(believed()).isTrue();
  }

  @Test
  void isBelieved_endThatWasSeenBeforeInAnotherLife_isNews() {
    fetched(500);
    answers(3);
    lag.forget(List.of(FEATURES));
    fetched(500);
    assertThat(believed()).isFalse();

    answers(3);
    fetched(20); // The topic was made anew.
    assertThat(believed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void isBelieved_whenAnotherBrokerLeadsOrOneIsCountedAnew_countsFromThere(int leader) {
    now = new Moment(1, 1_000);
    fetched(500);
    now = new Moment(leader, 3);
    assertThat(believed()).isFalse();
    answers(2);
    assertThat(believed()).isFalse();
    answers(1);
    assertThat(believed()).isTrue();
  }

  @Test
  void isBelieved_withoutABroker_isFalse() {
    now = Moment.UNKNOWN;
    fetched(500);
    assertThat(believed()).isFalse();
    now = new Moment(1, 0);
    assertThat(believed()).isFalse();
    answers(3);
    assertThat(believed()).isTrue();
  }
}
