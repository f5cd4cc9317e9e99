// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.reference.ReferenceProfile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DemoFeedTest {

  static List<DemoModel> models() {
    return DemoModel.all();
  }

  @ParameterizedTest
  @MethodSource("models")
  void next_sameSeed_givesTheSameRequests(DemoModel model) {
    DemoFeed one = new DemoFeed(model, 1, 50);
    DemoFeed other = new DemoFeed(model, 1, 50);
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      DemoFeed.Request request = one.next(i);
      assertThat(other.next(i)).isEqualTo(request);
      assertThat(request.features().predictionId()).isEqualTo(request.prediction().predictionId());
      ids.add(request.prediction().predictionId());
    }
    assertThat(ids).hasSize(100);
  }

  @Test
  void isDrifted_onlyModelThatDrifts_afterItsNumberOfRequests() {
    List<Boolean> drifted = new ArrayList<>();
    for (DemoModel model : DemoModel.all()) {
      DemoFeed feed = new DemoFeed(model, 1, 2);
      feed.next(0);
      assertThat(feed.isDrifted()).isFalse();
      feed.next(0);
      drifted.add(feed.isDrifted());
    }
    assertThat(drifted).containsExactly(true, false);
  }

  @Test
  void draw_driftedCreditRisk_movesIncomeAndBringsANewPurpose() {
    DemoModel model = DemoModel.all().get(0);
    SplittableRandom random = new SplittableRandom(3);
    double before = 0;
    double after = 0;
    Set<String> purposes = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      before += model.draw(random, false).features().number(0);
      ObservedValues drifted = model.draw(random, true).features();
      after += drifted.number(0);
      purposes.add(drifted.text(6));
    }
    assertThat(after).isLessThan(0.85 * before);
    assertThat(purposes).contains("refinance");
  }

  @Test
  void make_references_holdEveryColumnOfTheModels() {
    List<ReferenceProfile> profiles = DemoReferences.make(0);
    assertThat(profiles)
        .extracting(profile -> profile.modelVersion().toString())
        .containsExactly("credit-risk/1", "churn/3");
    assertThat(profiles).extracting(ReferenceProfile::size).containsExactly(11, 7);
  }
}
