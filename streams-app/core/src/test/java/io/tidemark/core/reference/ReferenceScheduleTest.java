// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.ReferenceSchedule.Activation;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceScheduleTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "1");
  private static final ReferenceSchedule NOTHING = new ReferenceSchedule(MODEL, List.of());

  private static ReferenceProfile profile(String name, long createdMillis) {
    ReferenceProfileBuilder builder = new ReferenceProfileBuilder(MODEL, name, createdMillis);
    builder.accept(
        ObservedValues.builder(ValueLayout.of("x")).number(0, (double) createdMillis).build(),
        ObservedValues.EMPTY);
    return builder.build();
  }

  @Test
  void at_betweenActivations_isTheLastOneBefore() {
    ReferenceSchedule schedule = NOTHING.then(100, "a").then(200, "b");
    assertThat(schedule.at(50)).as("before the first").isEqualTo("a");
    assertThat(schedule.at(199)).isEqualTo("a");
    assertThat(schedule.at(200)).isEqualTo("b");
    assertThat(NOTHING.at(0)).isEqualTo(ReferenceSchedule.NONE);
  }

  @Test
  void then_earlierThanWhatWasPlanned_dropsIt() {
    ReferenceSchedule schedule = NOTHING.then(100, "a").then(300, "b").then(200, "c");
    assertThat(schedule.activations())
        .containsExactly(new Activation(100, "a"), new Activation(200, "c"));
  }

  @Test
  void then_whatIsInForce_changesNothing() {
    assertThat(NOTHING.then(100, "a").then(200, "a").activations()).hasSize(1);
  }

  @Test
  void then_moreThanTheLimit_forgetsTheOldest() {
    ReferenceSchedule schedule = NOTHING;
    for (int i = 0; i < 40; i++) {
      schedule = schedule.then(i, "r" + i);
    }
    assertThat(schedule.activations()).hasSize(ReferenceSchedule.LIMIT);
    assertThat(schedule.at(39)).isEqualTo("r39");
    assertThat(schedule.at(0)).isEqualTo("r8");
  }

  @Test
  void before_givesWhatToGoBackTo() {
    ReferenceSchedule schedule = NOTHING.then(100, "a").then(200, "b").then(300, "c");
    assertThat(schedule.before(250)).isEqualTo("a");
    assertThat(schedule.before(150)).isEqualTo(ReferenceSchedule.NONE);
  }

  @Test
  void implied_profilesInAnyOrder_countFromWhenTheyWereMade_theOldestSinceEver() {
    ReferenceProfile old = profile("old", 100);
    ReferenceProfile fresh = profile("fresh", 200);
    ReferenceSchedule schedule = ReferenceSchedule.implied(MODEL, List.of(fresh, old));
    assertThat(schedule.at(Long.MIN_VALUE)).isEqualTo(old.id());
    assertThat(schedule.at(199)).isEqualTo(old.id());
    assertThat(schedule.at(200)).isEqualTo(fresh.id());
  }

  @Test
  void constructor_outOfOrder_isRefused() {
    List<Activation> wrong = List.of(new Activation(2, "a"), new Activation(2, "b"));
    assertThatIllegalArgumentException().isThrownBy(() -> new ReferenceSchedule(MODEL, wrong));
  }
}
