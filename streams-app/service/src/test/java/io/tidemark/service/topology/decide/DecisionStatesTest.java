// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.decide.AlertEvent.Severity;
import io.tidemark.core.decide.DecisionState;
import io.tidemark.core.decide.DecisionStateCodec;
import io.tidemark.core.decide.LastTrigger;
import io.tidemark.core.decide.OpenAlert;
import io.tidemark.core.decide.Run;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import io.tidemark.service.state.CommitScopedStore;
import io.tidemark.service.state.PopulationKeyCodec;
import io.tidemark.service.state.TestStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows of 10, a retention of 100. */
class DecisionStatesTest {

  private static final Population GONE = Population.whole(new ModelVersion("gone", "1"));
  private static final Population LIVE = Population.whole(new ModelVersion("live", "1"));
  private static final OpenAlert ALERT =
      new OpenAlert("a", Severity.WARNING, window(10), window(10));

  private final CommitScopedStore<Population, DecisionState> store =
      new TestStore().open(new Codec());
  private final List<Population> gone = new ArrayList<>();
  private final DecisionStates states = new DecisionStates(store, 100, gone::add);

  private static EvaluationWindow window(long end) {
    return new EvaluationWindow(end - 10, end);
  }

  private static DecisionState state(long end, OpenAlert alert, LastTrigger trigger) {
    return new DecisionState(
        window(end), new Run(1, window(end)), Run.NONE, Run.NONE, Run.NONE, alert, trigger);
  }

  private static DecisionState state(long end) {
    return state(end, null, null);
  }

  @Test
  void at_theRetentionAfterTheLastWindow_beginsAnew_droppedOrNot() {
    states.put(GONE, state(10), 10);
    assertThat(states.at(GONE, 109)).isEqualTo(state(10));
    assertThat(states.at(GONE, 110)).isEqualTo(DecisionState.initial());
    states.put(LIVE, state(209), 209);
    assertThat(store.get(GONE)).isNotNull();

    states.put(LIVE, state(250), 250);

    assertThat(store.get(GONE)).isNull();
    assertThat(store.get(LIVE)).isNotNull();
    assertThat(gone).containsExactly(GONE);
  }

  @Test
  void drop_alertThatFires_staysUntilItIsResolved() {
    states.put(GONE, state(10, ALERT, null), 10);
    states.put(LIVE, state(900), 900);

    assertThat(states.at(GONE, 900).alert()).isEqualTo(ALERT);
    assertThat(gone).isEmpty();
    states.put(GONE, state(910), 910);
    states.put(LIVE, state(1200), 1200);
    assertThat(gone).containsExactly(GONE);
  }

  @Test
  void drop_coolDownOfATrigger_isWaitedFor() {
    states.put(GONE, state(10, null, new LastTrigger("t", 500, 400)), 10);

    assertThat(states.at(GONE, 499).trigger()).isNotNull();
    assertThat(states.at(GONE, 500)).isEqualTo(DecisionState.initial());
  }

  @Test
  void put_nothingWorthKeeping_isNotKept_andTheModelIsToldOfOnlyWhenUnseen() {
    states.put(GONE, DecisionState.initial(), 10);
    states.put(LIVE, DecisionState.initial(), 150);
    assertThat(store.size()).isZero();
    states.put(LIVE, DecisionState.initial(), 300);

    assertThat(gone).containsExactly(GONE);
  }

  private static final class Codec extends PopulationKeyCodec<DecisionState> {
    @Override
    public byte[] encodeValue(DecisionState state) {
      return DecisionStateCodec.encode(state);
    }

    @Override
    public DecisionState decodeValue(Population key, byte[] bytes) {
      return DecisionStateCodec.decode(bytes);
    }
  }
}
