// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.Prediction;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceProfileBuilder;
import io.tidemark.service.cli.table.Table;
import io.tidemark.service.cli.table.TableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {

  @TempDir private Path directory;

  @Test
  void read_rows_followTheKindsOfTheReference() throws Exception {
    Table table = table("t,extra,age,code,score\n2021-06-01,z,abc,7,0.5\n2021-06-02,z,3,,nan\n");
    List<FeatureVector> features = new ArrayList<>();
    List<Prediction> predictions = new ArrayList<>();
    new EventFile(table, profile(), null, "t")
        .read(
            (vector, prediction) -> {
              features.add(vector);
              predictions.add(prediction);
            });
    assertThat(features)
        .extracting(vector -> vector.values().toString())
        .containsExactly("{age=\"abc\", code=\"7\"}", "{age=3.0, code=null}");
    assertThat(predictions)
        .extracting(prediction -> prediction.values().toString())
        .containsExactly("{score=0.5}", "{score=NaN}");
    assertThat(features)
        .extracting(FeatureVector::predictionId)
        .containsExactly("row-1", "row-2")
        .isEqualTo(predictions.stream().map(Prediction::predictionId).toList());
    assertThat(predictions.get(1).timestampMillis())
        .isEqualTo(Instant.parse("2021-06-02T00:00:00Z").toEpochMilli());
    assertThat(predictions.get(0).modelVersion()).isEqualTo(new ModelVersion("m", "1"));
  }

  @Test
  void read_badTimeOrNoId_namesThePlace() throws Exception {
    EventFile badTime =
        new EventFile(table("id,t,age\na,2021-06-01,1\nb,soon,1\n"), profile(), "id", "t");
    assertThatThrownBy(() -> badTime.read((vector, prediction) -> {}))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("line 3, column t: 'soon' is not a time");
    EventFile noId = new EventFile(table("id,t,age\n,2021-06-01,1\n"), profile(), "id", "t");
    assertThatThrownBy(() -> noId.read((vector, prediction) -> {}))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("line 2, column id is empty");
  }

  private Table table(String text) throws Exception {
    return Table.open(Files.writeString(Files.createTempFile(directory, "e", ".csv"), text));
  }

  private static ReferenceProfile profile() {
    ReferenceProfileBuilder builder =
        new ReferenceProfileBuilder(new ModelVersion("m", "1"), "training", 0)
            .kind("code", FeatureKind.CATEGORICAL);
    ValueLayout features = ValueLayout.of("age", "code", "absent");
    ValueLayout predictions = ValueLayout.of("score");
    for (int i = 0; i < 3; i++) {
      builder.accept(
          ObservedValues.builder(features).number(0, i).text(1, "7").number(2, i).build(),
          ObservedValues.builder(predictions).number(0, i).build());
    }
    return builder.build();
  }
}
