// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.service.state.CommitScopedStore;
import io.tidemark.service.state.TestStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Across lives of a task; a retention is 1,000 ms. */
class ClosedThroughTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "1");
  private static final ModelVersion OTHER = new ModelVersion("fraud", "1");

  private final TestStore durable = new TestStore();
  private final List<ModelVersion> forgotten = new ArrayList<>();

  /** What a life has of the store, and what it knows. */
  private final class Life {
    private final CommitScopedStore<ClosedKey, Long> store = durable.open(new ClosedThroughCodec());
    private final ClosedThrough closed = new ClosedThrough(store, 1_000, forgotten::add);

    void close(ModelVersion modelVersion, long millis) {
      closed.close(modelVersion, millis);
    }

    void commit() {
      store.flushCache();
    }
  }

  @Test
  void restart_whatWasCommitted_isKnown() {
    Life first = new Life();
    first.close(MODEL, 10);
    first.close(OTHER, 20);
    first.commit();
    first.close(MODEL, 30);

    Life second = new Life();

    assertThat(second.closed.of(MODEL)).isEqualTo(10);
    assertThat(second.closed.of(OTHER)).isEqualTo(20);
    assertThat(second.closed.remembers(MODEL)).isTrue();
    assertThat(second.closed.remembers(new ModelVersion("new", "1"))).isFalse();
  }

  /** As an instance that was stopped for longer than its session does, when it goes on. */
  @Test
  void restart_oneTakenForDeadWroteAnOlderTime_theNewestHolds() {
    Life first = new Life();
    first.close(MODEL, 10);
    first.commit();
    Life successor = new Life();
    successor.close(MODEL, 30);
    successor.commit();

    first.close(MODEL, 20);
    first.commit();

    assertThat(new Life().closed.of(MODEL)).isEqualTo(30);
  }

  @Test
  void close_afterRestarts_leavesOneRecordOfAModelVersion() {
    for (int life = 1; life <= 3; life++) {
      Life next = new Life();
      next.close(MODEL, life * 10L);
      next.close(MODEL, life * 10L + 5);
      next.commit();
      assertThat(durable.records()).isOne();
    }

    assertThat(new Life().closed.of(MODEL)).isEqualTo(35);
  }

  /** Where no transaction holds them together, a crash may come between any two writes. */
  @Test
  void close_crashAfterTheFirstWrite_hasLostNothing() {
    Life first = new Life();
    first.close(MODEL, 10);
    first.commit();
    Life second = new Life();
    second.close(MODEL, 20);
    durable.loseAfter(1);
    second.commit();

    assertThat(durable.records()).isEqualTo(2);
    assertThat(new Life().closed.of(MODEL)).isEqualTo(20);
  }

  @Test
  void forget_aRetentionLater_removesWhatEarlierLivesWrote_andTheTimeStaysTold() {
    Life first = new Life();
    first.close(MODEL, 10);
    first.commit();
    Life second = new Life();
    second.close(OTHER, 1_010);
    second.commit();

    assertThat(forgotten).containsExactly(MODEL);
    assertThat(durable.records()).isOne();
    assertThat(second.closed.remembers(MODEL)).isFalse();
    assertThat(second.closed.of(MODEL)).isEqualTo(10);
    assertThat(new Life().closed.of(MODEL)).isEqualTo(10);
  }
}
