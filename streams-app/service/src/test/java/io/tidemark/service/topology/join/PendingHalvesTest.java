// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.JoinHalf;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.Prediction;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.service.state.CommitScopedStore;
import io.tidemark.service.state.CommitScopedStoreBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingHalvesTest {

  private static final ValueLayout LAYOUT = ValueLayout.of("amount", "country");
  private static final int LARGE = 1_000_000;

  private final PendingHalfCodec codec = new PendingHalfCodec();
  private final CommitScopedStore<String, WaitingHalf> store =
      new CommitScopedStoreBuilder<>("pending", codec).build();

  private static WaitingHalf half(String id, long deadline, String text) {
    ObservedValues values = ObservedValues.builder(LAYOUT).number(0, 1).text(1, text).build();
    return new WaitingHalf(new FeatureVector(id, 0, values), deadline);
  }

  private static WaitingHalf prediction(String id) {
    ObservedValues values = ObservedValues.builder(LAYOUT).number(0, 1).build();
    return new WaitingHalf(new Prediction(id, new ModelVersion("m", "1"), 0, values, null), 0);
  }

  private PendingHalves within(int halves, long bytes) {
    return new PendingHalves(store, new JoinBounds(halves, bytes, LARGE));
  }

  private static List<String> ids(List<WaitingHalf> halves) {
    return halves.stream().map(WaitingHalf::half).map(JoinHalf::predictionId).toList();
  }

  @Test
  void bytes_followWhatComesAndGoes() {
    PendingHalves pending = within(LARGE, LARGE);
    pending.put(half("a", 1, "DE"));
    pending.put(prediction("b"));
    assertThat(pending.bytes()).isEqualTo(half("a", 1, "DE").bytes() + prediction("b").bytes());

    pending.remove("a");
    pending.remove("a");
    pending.remove("never");
    assertThat(pending.bytes()).isEqualTo(prediction("b").bytes());
    pending.remove("b");
    assertThat(pending.bytes()).isZero();
  }

  @Test
  void restored_countsWhatIsThere_andARestoredHalfCountsTheSame() {
    within(LARGE, LARGE).put(half("a", 1, "köln"));
    WaitingHalf before = prediction("b");
    WaitingHalf after = codec.decodeValue("b", codec.encodeValue(before));
    store.put("b", after);

    PendingHalves restored = within(LARGE, LARGE);

    assertThat(after.bytes()).isEqualTo(before.bytes());
    assertThat(restored.bytes()).isEqualTo(half("a", 1, "köln").bytes() + before.bytes());
    restored.remove("a");
    restored.remove("b");
    assertThat(restored.bytes()).isZero();
  }

  @Test
  void surplus_byCount_isTheFirstToExpire_andLeavesNineTenths() {
    PendingHalves pending = within(20, LARGE);
    for (int i = 20; i >= 0; i--) {
      assertThat(pending.exceedsBounds()).isFalse();
      pending.put(half("id-" + i, 100 + i, "DE"));
    }

    assertThat(pending.exceedsBounds()).isTrue();
    assertThat(ids(pending.surplus())).containsExactly("id-0", "id-1", "id-2");
  }

  @Test
  void surplus_byBytes_isReachedByFewLargeHalves_longBeforeTheCount() {
    String large = "x".repeat(10_000);
    PendingHalves pending = within(LARGE, 500_000);
    int count = 0;
    while (!pending.exceedsBounds()) {
      pending.put(half("id-" + count, 100 + count, large));
      count++;
    }
    assertThat(count).isBetween(10, 50);

    pending.surplus().forEach(half -> pending.remove(half.half().predictionId()));

    assertThat(pending.bytes()).isBetween(400_000L, 450_000L);
    assertThat(pending.get("id-0")).isNull();
    assertThat(pending.get("id-" + (count - 1))).isNotNull();
  }

  @Test
  void surplus_ofBoundsThatWereLowered_comesBelowThemAtOnce() {
    PendingHalves before = within(LARGE, LARGE);
    for (int i = 0; i < 500; i++) {
      before.put(half("id-" + i, i, "DE"));
    }

    PendingHalves after = within(100, LARGE);

    assertThat(after.surplus()).hasSize(410);
  }

  @Test
  void aHalfLargerThanTheBound_isSurplusItself() {
    PendingHalves pending = within(LARGE, 1_000);
    pending.put(half("huge", 1, "x".repeat(5_000)));

    assertThat(ids(pending.surplus())).containsExactly("huge");
  }
}
