// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.references;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.Population;
import io.tidemark.core.observation.Segment;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.ReferenceCodec;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceProfileBuilder;
import io.tidemark.core.reference.ReferenceSchedule;
import io.tidemark.service.status.ReferenceStatus;
import io.tidemark.service.status.ReferenceStatus.State;
import io.tidemark.service.testing.SegmentedSample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceCatalogTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "1");
  private static final ReferenceSchedule NOTHING = new ReferenceSchedule(MODEL, List.of());

  private final ReferenceCatalog catalog = new ReferenceCatalog();
  private final ReferenceProfile old = profile("old", 100);
  private final ReferenceProfile fresh = profile("fresh", 200);

  private static ReferenceProfile profile(String name, long createdMillis) {
    ReferenceProfileBuilder builder = new ReferenceProfileBuilder(MODEL, name, createdMillis);
    builder.accept(
        ObservedValues.builder(ValueLayout.of("x")).number(0, (double) createdMillis).build(),
        ObservedValues.EMPTY);
    return builder.build();
  }

  /** Of 90 rows with x and country, with the segments DE and FR. */
  private static ReferenceProfile segmented(long createdMillis) {
    List<Observation> sample = new ArrayList<>();
    for (int row = 0; row < 90; row++) {
      ObservedValues values =
          ObservedValues.builder(ValueLayout.of("x", "country"))
              .number(0, row)
              .text(1, List.of("DE", "FR", "IT").get(row % 3))
              .build();
      sample.add(new Observation(MODEL, row, values, ObservedValues.EMPTY));
    }
    return SegmentedSample.reference(
        MODEL,
        createdMillis,
        sample,
        List.of(Segment.of("country", "DE"), Segment.of("country", "FR")));
  }

  private static ReferenceProfile asPublished(ReferenceProfile piece) {
    return ReferenceCodec.decode(ReferenceCodec.encode(piece));
  }

  private String selected(long startMillis) {
    return catalog.select(MODEL, new EvaluationWindow(startMillis, startMillis + 10)).name();
  }

  private List<State> states(long nowMillis) {
    return catalog.statuses(nowMillis).stream().map(ReferenceStatus::state).toList();
  }

  @Test
  void select_noSchedule_isTheNewestMadeBeforeTheWindow() {
    catalog.put("2", fresh);
    catalog.put("1", old);
    assertThat(selected(50)).isEqualTo("old");
    assertThat(selected(199)).isEqualTo("old");
    assertThat(selected(200)).isEqualTo("fresh");
  }

  @Test
  void put_piecesInAnyOrder_countOnceAllAreThere() {
    ReferenceProfile whole = segmented(150);
    ReferenceProfile german = whole.parts().profiles().get(0);
    ReferenceProfile french = whole.parts().profiles().get(1);
    catalog.put("1", old);

    assertThat(catalog.put("de", asPublished(german))).contains("its whole has not come");
    assertThat(catalog.put("whole", asPublished(whole)))
        .isEqualTo("1 of its 2 parts have not come, such as country=FR");
    assertThat(catalog.incomplete())
        .containsExactly(
            "reference "
                + whole.id()
                + " of churn/1 (training) is not in force: 1 of its 2 parts have not come, such as"
                + " country=FR");
    assertThat(selected(150)).isEqualTo("old");

    assertThat(catalog.put("fr", asPublished(french))).isEmpty();
    assertThat(selected(150)).isEqualTo("training");
    assertThat(catalog.incomplete()).isEmpty();
    assertThat(catalog.find(french.population(), whole.id()).orElseThrow().segment())
        .isEqualTo(french.segment());
    assertThat(catalog.find(new Population(MODEL, Segment.of("country", "IT")), whole.id()))
        .isEmpty();
    assertThat(catalog.statuses(150)).hasSize(2);
  }

  @Test
  void remove_aPiece_takesTheReferenceOut() {
    ReferenceProfile whole = segmented(150);
    catalog.put("1", old);
    catalog.put("whole", asPublished(whole));
    for (ReferenceProfile part : whole.parts().profiles()) {
      catalog.put(part.segment().toString(), part);
    }
    assertThat(selected(150)).isEqualTo("training");

    catalog.remove("country=DE");
    assertThat(selected(150)).isEqualTo("old");
    catalog.put("country=DE", whole.parts().profiles().get(0));
    assertThat(selected(150)).isEqualTo("training");
    catalog.remove("whole");
    assertThat(selected(150)).isEqualTo("old");
    catalog.remove("country=DE");
    catalog.remove("country=FR");
    assertThat(catalog.incomplete()).isEmpty();
  }

  @Test
  void select_scheduled_followsTheScheduleAlone() {
    catalog.put("1", old);
    catalog.put("2", fresh);
    catalog.schedule(NOTHING.then(Long.MIN_VALUE, fresh.id()).then(300, old.id()));
    assertThat(selected(50)).isEqualTo("fresh");
    assertThat(selected(300)).isEqualTo("old");

    catalog.unschedule(MODEL);
    assertThat(selected(300)).isEqualTo("fresh");
  }

  @Test
  void select_retired_isNone() {
    catalog.put("1", old);
    catalog.schedule(NOTHING.then(0, old.id()).then(300, ReferenceSchedule.NONE));
    assertThat(selected(299)).isEqualTo("old");
    assertThat(catalog.select(MODEL, new EvaluationWindow(300, 310)).id()).isEmpty();
  }

  @Test
  void select_scheduledProfileIsDeleted_isNone() {
    catalog.put("1", old);
    catalog.schedule(NOTHING.then(0, old.id()));
    catalog.remove("1");
    assertThat(catalog.select(MODEL, new EvaluationWindow(0, 10)).id()).isEmpty();
    assertThat(catalog.find(MODEL, old.id())).isEmpty();
  }

  @Test
  void select_scheduleBeforeItsProfile_findsItOnceItComes() {
    catalog.schedule(NOTHING.then(0, old.id()));
    assertThat(selected(10)).isEmpty();
    catalog.put("1", old);
    assertThat(selected(10)).isEqualTo("old");
  }

  @Test
  void statuses_tellWhatIsInForceAndWhatWillBe() {
    catalog.put("1", old);
    catalog.put("2", fresh);
    catalog.schedule(NOTHING.then(0, old.id()).then(300, fresh.id()));
    assertThat(states(299)).containsExactly(State.ACTIVE, State.SCHEDULED);
    assertThat(states(300)).containsExactly(State.INACTIVE, State.ACTIVE);
    assertThat(catalog.statuses(300).get(1).fromMillis()).isEqualTo(300);
  }

  @Test
  void statuses_activeAgainAfterAnother_isSaidSince() {
    catalog.put("1", old);
    catalog.put("2", fresh);
    catalog.schedule(NOTHING.then(0, old.id()).then(300, fresh.id()).then(400, old.id()));
    assertThat(states(450)).containsExactly(State.ACTIVE, State.INACTIVE);
    assertThat(catalog.statuses(450).get(0).fromMillis()).isEqualTo(400);
  }

  @Test
  void select_rollingAlone_holdsFromWhenItSays_andNeverBackwards() {
    catalog.put("1", profile("rolling", 100));
    catalog.put("2", profile("rolling", 200));
    assertThat(created(99)).as("nothing yet").isZero();
    assertThat(created(100)).isEqualTo(100);
    assertThat(created(250)).isEqualTo(200);
  }

  @Test
  void select_rollingAndAnother_isTheOther_untilItIsGone() {
    catalog.put("1", profile("rolling", 100));
    catalog.put("2", old);
    catalog.put("3", profile("rolling", 200));
    assertThat(selected(250)).isEqualTo("old");

    catalog.remove("2");
    assertThat(created(250)).isEqualTo(200);
  }

  @Test
  void select_rollingActivated_followsTheNewOnes_untilAnotherIsActivated() {
    ReferenceProfile first = profile("rolling", 100);
    catalog.put("1", first);
    catalog.put("2", old);
    catalog.put("3", fresh);
    catalog.schedule(
        NOTHING.then(Long.MIN_VALUE, old.id()).then(150, first.id()).then(400, fresh.id()));
    catalog.put("4", profile("rolling", 120));
    catalog.put("5", profile("rolling", 300));
    catalog.put("6", profile("rolling", 500));
    assertThat(selected(149)).isEqualTo("old");
    assertThat(created(150)).isEqualTo(120);
    assertThat(created(300)).isEqualTo(300);
    assertThat(selected(400)).isEqualTo("fresh");
    assertThat(selected(600)).isEqualTo("fresh");
    assertThat(states(350))
        .as("oldest first")
        .containsExactly(
            State.INACTIVE,
            State.INACTIVE,
            State.INACTIVE,
            State.SCHEDULED,
            State.ACTIVE,
            State.INACTIVE);
  }

  @Test
  void standsForOthers_rollingThatIsScheduled_isTheOnlyOne() {
    ReferenceProfile first = profile("rolling", 100);
    ReferenceProfile second = profile("rolling", 200);
    catalog.put("1", first);
    catalog.put("2", second);
    catalog.put("3", old);
    catalog.schedule(NOTHING.then(0, old.id()).then(150, first.id()));
    assertThat(catalog.of(MODEL).standsForOthers(first)).isTrue();
    assertThat(catalog.of(MODEL).standsForOthers(second)).isFalse();
    assertThat(catalog.of(MODEL).standsForOthers(old)).isFalse();
  }

  private long created(long startMillis) {
    return catalog
        .select(MODEL, new EvaluationWindow(startMillis, startMillis + 10))
        .createdMillis();
  }
}
