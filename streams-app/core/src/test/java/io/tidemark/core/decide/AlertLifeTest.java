// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import static io.tidemark.core.decide.Columns.judgedAs;
import static io.tidemark.core.decide.Columns.window;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertLifeTest {

  private static final AlertPolicy TWO = AlertPolicy.withDefaults();

  /**
   * Windows: S stable, W warning, D drift, I insufficient data, N no reference. Events: w fires as
   * warning, c fires as critical, r is resolved, {@code .} none.
   */
  @ParameterizedTest(name = "{0} of {2} up and {3} down gives {1}")
  @CsvSource({
    "SSSSSS,       ......,       2, 2",
    "DSDSDS,       ......,       2, 2", // never two in a row
    "DDSS,         .c.r,         2, 2",
    "DDDDDD,       .c....,       2, 2", // one event per transition, not per window
    "WWWWSS,       .w...r,       2, 2",
    "WDDSS,        .wc.r,        2, 2", // raised together, critical after two with drift
    "WWDDSS,       .w.c.r,       2, 2",
    "WWDWDW,       .w....,       2, 2", // not enough drift in a row to escalate
    "DWWW,         .w..,         2, 2",
    "DDWWDDWW,     .c......,     2, 2", // severity never falls while firing
    "DDSDSDSS,     .c.....r,     2, 2",
    "DDSSDDSS,     .c.r.c.r,     2, 2", // a new life
    "DDSSDSSD,     .c.r....,     2, 2",
    "IIII,         ....,         2, 2",
    "DID,          ..c,          2, 2", // unjudged windows are not there
    "DNINDS,       ....c.,       2, 2",
    "DDSIINS,      .c....r,      2, 2",
    "DDIIII,       .c....,       2, 2", // silence resolves nothing
    "DSWS,         crwr,         1, 1",
    "WDS,          wcr,          1, 1",
    "DDDSSS,       ..c..r,       3, 3",
    "WWDDDSSS,     ..w.c..r,     3, 3",
    "DDSDDSDDD,    ........c,    3, 2",
    "DDDSSDSSS,    ..c.....r,    3, 3"
  })
  void decide_sequenceOfWindows_raisesEventsOnTransitionsOnly(
      String windows, String events, int up, int down) {
    assertThat(events(windows, new AlertPolicy(up, down))).isEqualTo(events);
  }

  private static String events(String windows, AlertPolicy policy) {
    DecisionMaker maker = new DecisionMaker(DriftPolicy.withDefaults().withAlerts(policy));
    StringBuilder events = new StringBuilder();
    DecisionState state = DecisionState.initial();
    for (int i = 0; i < windows.length(); i++) {
      Decision decision = maker.decide(judgedAs(i, windows.charAt(i)), state);
      events.append(decision.alerts().isEmpty() ? '.' : letter(decision.alerts().get(0)));
      state = decision.next();
    }
    return events.toString();
  }

  private static char letter(AlertEvent event) {
    return switch (event.state()) {
      case PENDING -> 'p';
      case FIRING -> event.severity() == AlertEvent.Severity.CRITICAL ? 'c' : 'w';
      case RESOLVED -> 'r';
    };
  }

  @Test
  void judgedAs_everyLetter_isJudgedThatWay() {
    DecisionMaker maker = new DecisionMaker(DriftPolicy.withDefaults());
    String verdicts = "";
    for (char letter : "SWDIN".toCharArray()) {
      verdicts += maker.decide(judgedAs(0, letter), DecisionState.initial()).verdict().verdict();
    }
    assertThat(verdicts).isEqualTo("STABLEWARNINGDRIFTINSUFFICIENT_DATANO_REFERENCE");
  }

  @Test
  void decide_oneLife_keepsTheAlertIdAndTellsWindowsAndWhy() {
    List<AlertEvent> events = alerts("SWDDSS");
    assertThat(events).hasSize(3);
    assertThat(events).extracting(AlertEvent::alertId).containsOnly(events.get(0).alertId());
    assertThat(events).extracting(AlertEvent::eventId).doesNotHaveDuplicates();
    assertThat(events).extracting(AlertEvent::firstWindow).containsOnly(window(1));
    assertThat(events)
        .extracting(AlertEvent::window)
        .containsExactly(window(2), window(3), window(5));
    assertThat(events.get(0).driftedFeatures()).containsExactly("f2", "f1", "f0");
    assertThat(events.get(2).driftedFeatures()).isEmpty();
    assertThat(events.get(0).reason())
        .startsWith("drift or signs of it in 2 windows in a row: 3 of 10 features drifted");
    assertThat(events.get(1).reason()).startsWith("now critical, drift in 2 windows in a row: ");
    assertThat(events.get(2).reason())
        .isEqualTo("stable in 2 windows in a row: no drift in 10 columns");
    assertThat(events.get(2).severity()).isEqualTo(AlertEvent.Severity.CRITICAL);
  }

  private static List<AlertEvent> alerts(String windows) {
    DecisionMaker maker = new DecisionMaker(DriftPolicy.withDefaults());
    List<AlertEvent> events = new ArrayList<>();
    DecisionState state = DecisionState.initial();
    for (int i = 0; i < windows.length(); i++) {
      Decision decision = maker.decide(judgedAs(i, windows.charAt(i)), state);
      decision
          .alerts()
          .forEach(e -> assertThat(e.resultId()).isEqualTo(decision.verdict().resultId()));
      events.addAll(decision.alerts());
      state = decision.next();
    }
    return events;
  }

  @Test
  void decide_secondLife_hasAnIdOfItsOwn() {
    assertThat(alerts("DDSSDDSS")).extracting(AlertEvent::alertId).hasSize(4);
    assertThat(alerts("DDSSDDSS").stream().map(AlertEvent::alertId).distinct()).hasSize(2);
  }

  @Test
  void decide_windowOlderThanTheLastOrTheSameAgain_isJudgedAndMovesNothing() {
    DecisionMaker maker = new DecisionMaker(DriftPolicy.withDefaults());
    DecisionState state = maker.decide(judgedAs(5, 'D'), DecisionState.initial()).next();
    for (int hour : new int[] {5, 4, 0}) {
      Decision decision = maker.decide(judgedAs(hour, 'D'), state);
      assertThat(decision.verdict().verdict()).isEqualTo(DriftVerdict.DRIFT);
      assertThat(decision.alerts()).isEmpty();
      assertThat(decision.trigger()).isNull();
      assertThat(decision.next()).isSameAs(state);
    }
    assertThat(maker.decide(judgedAs(6, 'D'), state).alerts()).hasSize(1);
  }

  @Test
  void decide_unjudgedWindowFarAhead_doesNotShutOutTheOnesBeforeIt() {
    DecisionMaker maker = new DecisionMaker(DriftPolicy.withDefaults());
    DecisionState state = maker.decide(judgedAs(1_000_000, 'I'), DecisionState.initial()).next();
    state = maker.decide(judgedAs(1, 'D'), state).next();
    assertThat(maker.decide(judgedAs(2, 'D'), state).alerts()).hasSize(1);
  }

  @Test
  void alertState_throughALife_isPendingThenFiringThenNone() {
    DecisionMaker maker = new DecisionMaker(DriftPolicy.withDefaults());
    DecisionState state = DecisionState.initial();
    List<String> states = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      state = maker.decide(judgedAs(i, "SDDSSS".charAt(i)), state).next();
      states.add(state.alertState().map(Enum::name).orElse("-"));
    }
    assertThat(states).containsExactly("-", "PENDING", "FIRING", "FIRING", "-", "-");
    assertThat(TWO).isEqualTo(new AlertPolicy(2, 2));
  }
}
