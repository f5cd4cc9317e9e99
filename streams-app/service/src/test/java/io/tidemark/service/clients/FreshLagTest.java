// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.clients.FreshLag.Moment;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

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
    features.fetchedAt(lag.returned(FEATURES, end));
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
  void isBelieved_afterTwoAnswersSinceTheOtherWasFetched() {
    fetched(500);
    assertThat(believed()).isFalse();
    answers(1);
    assertThat(believed()).isFalse();
    answers(1);
    assertThat(believed()).isTrue();
  }

  @Test
  void isBelieved_whatIsFetchedLater_doesNotPutItOff() {
    fetched(500);
    answers(1);
    fetched(600);
    answers(1);
    assertThat(believed()).isTrue();

    features.take();
    assertThat(believed()).isFalse();
    answers(1);
    assertThat(believed()).isTrue();
  }

  @Test
  void isBelieved_backlogThatWasKnown_isNoNews() {
    fetched(500);
    answers(2);
    fetched(500);
    features.take();

    assertThat(believed()).isTrue();
  }

  @Test
  void isBelieved_whenAnotherBrokerLeads_countsItsAnswers() {
    now = new Moment(1, 1_000);
    fetched(500);
    now = new Moment(2, 3);
    assertThat(believed()).isFalse();
    answers(1);
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
    answers(2);
    assertThat(believed()).isTrue();
  }
}
