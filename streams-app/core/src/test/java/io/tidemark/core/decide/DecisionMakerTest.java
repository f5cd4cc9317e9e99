// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold for every stream of windows, whatever its order. */
class DecisionMakerTest {

  private record Step(int hour, char letter, char report) {}

  private record Life(List<Decision> decisions, DecisionState last) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Step> step =
        Combinators.combine(
                Arbitraries.integers().between(-2, 3),
                Arbitraries.of('S', 'S', 'W', 'D', 'D', 'D', 'I', 'N'),
                Arbitraries.of('-', '-', '-', 'r', 's', 'f'))
            .as(Step::new);
    return step.list().ofMaxSize(80).map(DecisionMakerTest::walk);
  }

  /** Hours from jumps, so that most windows go forward and some go back. */
  private static List<Step> walk(List<Step> jumps) {
    List<Step> steps = new ArrayList<>();
    int hour = 0;
    for (Step jump : jumps) {
      hour += jump.hour;
      steps.add(new Step(hour, jump.letter, jump.report));
    }
    return steps;
  }

  @Provide
  Arbitrary<DriftPolicy> policies() {
    Arbitrary<Integer> few = Arbitraries.integers().between(1, 4);
    return Combinators.combine(few, few, few, Arbitraries.integers().between(0, 12))
        .as(
            (up, down, after, hours) ->
                DriftPolicy.withDefaults()
                    .withAlerts(new AlertPolicy(up, down))
                    .withRetraining(new RetrainingPolicy(true, after, Duration.ofHours(hours))));
  }

  private static Life live(List<Step> steps, DriftPolicy policy, boolean stored) {
    DecisionMaker maker = new DecisionMaker(policy);
    List<Decision> decisions = new ArrayList<>();
    DecisionState state = DecisionState.initial();
    for (Step step : steps) {
      Decision decision = maker.decide(Columns.judgedAs(step.hour, step.letter), state);
      decisions.add(decision);
      state = reported(maker, decision.next(), step);
      if (stored) {
        state = DecisionStateCodec.decode(DecisionStateCodec.encode(state));
      }
    }
    return new Life(decisions, state);
  }

  private static DecisionState reported(DecisionMaker maker, DecisionState state, Step step) {
    if (state.trigger() == null) {
      return state;
    }
    String id = state.trigger().triggerId();
    return switch (step.report) {
      case 'r' -> maker.retrainingRunning(state, id, step.hour * Columns.HOUR);
      case 's' -> maker.retrainingFinished(state, id, true);
      case 'f' -> maker.retrainingFinished(state, id, false);
      default -> state;
    };
  }

  @Property
  void alerts_anyWindows_fireOnceEscalateOnceAndResolveBeforeTheNext(
      @ForAll("steps") List<Step> steps, @ForAll("policies") DriftPolicy policy) {
    AlertEvent open = null;
    for (Decision decision : live(steps, policy, false).decisions) {
      assertThat(decision.alerts()).hasSizeLessThanOrEqualTo(1);
      for (AlertEvent event : decision.alerts()) {
        if (event.state() == AlertEvent.State.RESOLVED) {
          assertThat(open).isNotNull();
          assertThat(event.alertId()).isEqualTo(open.alertId());
          assertThat(event.severity()).isEqualTo(open.severity());
          assertThat(decision.verdict().verdict()).isEqualTo(DriftVerdict.STABLE);
          open = null;
        } else {
          if (open != null) {
            assertThat(event.alertId()).isEqualTo(open.alertId());
            assertThat(event.severity()).isGreaterThan(open.severity());
          }
          assertThat(decision.verdict().verdict().raised()).isTrue();
          open = event;
        }
      }
    }
  }

  @Property
  void ids_anyWindows_areUniqueAndTheSameInEveryReplay(
      @ForAll("steps") List<Step> steps, @ForAll("policies") DriftPolicy policy) {
    Life life = live(steps, policy, false);
    assertThat(live(steps, policy, true)).isEqualTo(life);
    Set<String> ids = new HashSet<>();
    for (Decision decision : life.decisions) {
      decision.alerts().forEach(event -> assertThat(ids.add(event.eventId())).isTrue());
      if (decision.trigger() != null) {
        assertThat(ids.add(decision.trigger().triggerId())).isTrue();
      }
    }
  }

  @Property
  void triggers_anyWindows_keepTheirDistance(
      @ForAll("steps") List<Step> steps, @ForAll("policies") DriftPolicy policy) {
    RetrainingTrigger last = null;
    for (Decision decision : live(steps, policy, false).decisions) {
      RetrainingTrigger trigger = decision.trigger();
      if (trigger == null) {
        continue;
      }
      assertThat(decision.verdict().verdict()).isEqualTo(DriftVerdict.DRIFT);
      assertThat(trigger.consecutiveWindows())
          .isGreaterThanOrEqualTo(policy.retraining().afterWindows());
      assertThat(trigger.dataFromMillis()).isLessThan(trigger.dataToMillis());
      if (last != null) {
        assertThat(trigger.window().endMillis())
            .isGreaterThanOrEqualTo(last.cooldownUntilMillis())
            .isGreaterThan(last.window().endMillis());
      }
      last = trigger;
    }
  }

  @Property
  void decide_windowsThatCameOutOfOrder_changeNothingForTheOthers(
      @ForAll("steps") List<Step> steps, @ForAll("policies") DriftPolicy policy) {
    List<Step> silent = steps.stream().map(s -> new Step(s.hour, s.letter, '-')).toList();
    List<Step> forward = new ArrayList<>();
    int latest = Integer.MIN_VALUE;
    for (Step step : silent) {
      boolean judged = step.letter != 'I' && step.letter != 'N';
      if (judged && step.hour > latest) {
        forward.add(step);
        latest = step.hour;
      }
    }
    assertThat(live(silent, policy, false).last).isEqualTo(live(forward, policy, false).last);
  }
}
