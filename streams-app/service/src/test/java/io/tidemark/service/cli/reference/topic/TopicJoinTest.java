// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.Prediction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicJoinTest {

  private static final ModelVersion WANTED = new ModelVersion("m", "1");

  private final TopicCounts counts = new TopicCounts();
  private final List<Long> rows = new ArrayList<>();
  private final TopicJoin join =
      new TopicJoin(
          new TopicJoin.Wanted(
              WANTED, new TimeRange(Instant.ofEpochMilli(100), Instant.ofEpochMilli(200)), 50, 3),
          counts,
          (hash, features, predictions) -> rows.add(hash));

  @Test
  void accept_eitherOrder_joinsOnceAndDistinctly() {
    join.accept(features("a", 100));
    join.accept(prediction("a", 150, WANTED));
    join.accept(prediction("b", 199, WANTED));
    join.accept(features("b", 150));
    join.accept(prediction("a", 150, WANTED));
    join.accept(features("b", 150));
    join.finish();
    assertThat(rows).hasSize(2).doesNotHaveDuplicates();
    assertThat(counts.repeated).isEqualTo(2);
    assertThat(counts.leftOut()).containsExactly("2 repeated ids");
  }

  @Test
  void accept_tooFarApartOrOutsideOrOther_isCountedAsSuch() {
    join.accept(features("far", 100));
    join.accept(prediction("far", 151, WANTED));
    join.accept(features("early", 99));
    join.accept(prediction("early", 99, WANTED));
    join.accept(features("late", 199));
    join.accept(prediction("late", 200, WANTED));
    join.accept(features("other", 150));
    join.accept(prediction("other", 150, new ModelVersion("m", "2")));
    join.finish();
    assertThat(rows).isEmpty();
    assertThat(counts.leftOut())
        .containsExactly(
            "1 predictions without features",
            "1 features without a prediction",
            "1 predictions of other models: m/2 1",
            "2 predictions of other times");
  }

  @Test
  void accept_moreThanMayWait_givesUpTheOldest() {
    for (String id : List.of("a", "b", "c", "d")) {
      join.accept(features(id, 150));
    }
    join.accept(prediction("a", 150, WANTED));
    join.accept(prediction("d", 150, WANTED));
    assertThat(rows).hasSize(1);
    join.finish();
    assertThat(counts.noRoom).isEqualTo(2);
    assertThat(counts.featuresAlone).isEqualTo(3);
    assertThat(counts.predictionsAlone).isEqualTo(1);
  }

  private static FeatureVector features(String id, long time) {
    return new FeatureVector(id, time, ObservedValues.EMPTY);
  }

  private static Prediction prediction(String id, long time, ModelVersion modelVersion) {
    return new Prediction(id, modelVersion, time, ObservedValues.EMPTY, null);
  }
}
