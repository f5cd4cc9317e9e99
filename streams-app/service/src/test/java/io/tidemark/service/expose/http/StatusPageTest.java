// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.http;

import static io.tidemark.service.status.SampleDecisions.WINDOW;
import static io.tidemark.service.status.SampleDecisions.alert;
import static io.tidemark.service.status.SampleDecisions.numeric;
import static io.tidemark.service.status.SampleDecisions.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.decide.AlertEvent.Severity;
import io.tidemark.core.decide.AlertEvent.State;
import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.status.TaskStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class StatusPageTest {

  private static final Instant NOW = Instant.ofEpochMilli(1_750_000_000_000L);
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @Test
  void render_driftingModel_showsWhatAPersonNeeds() {
    String page = render(SampleStatus.at(NOW.toEpochMilli()));
    assertThat(page)
        .contains("<title>1 drifting · Tidemark</title>")
        .contains("fraud-detector")
        .contains("transaction_amount")
        .contains("0.412")
        .contains("0123456789abcdef")
        .contains("950")
        .contains("No reference")
        .contains("Too little data")
        .contains("No window has closed here yet")
        .contains("firing · critical")
        .contains("fraud-detector/2024-06 country=DE")
        .contains("<th>Segment<th>Verdict")
        .contains("trigger-fraud-detector/2024-06");
  }

  @Test
  void render_nothingYet_saysWhatToExpect() {
    assertThat(render(new ServiceStatus()))
        .contains("<title>No drift · Tidemark</title>")
        .contains("No model is judged here yet")
        .contains("Not ready:");
  }

  @Test
  void render_hostileNames_stayText() {
    ServiceStatus status = new ServiceStatus();
    String hostile = "<script>alert('x')</script>\"&{}\u0000";
    ModelVersion model = new ModelVersion(hostile, hostile);
    TaskStatus task = status.open("1_0");
    task.windowClosed(
        window(model, WINDOW, DriftVerdict.DRIFT, numeric(hostile, DriftVerdict.DRIFT, 0.5, 0.5)));
    task.alert(alert(model, WINDOW, State.FIRING, Severity.CRITICAL));
    String page = render(status);
    assertThat(page)
        .doesNotContain("<script>alert")
        .doesNotContain("\u0000")
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;{}\uFFFD");
    assertThat(page.split("<script>", -1)).hasSize(2);
  }

  @Test
  void render_anyState_loadsNothingFromElsewhere() {
    assertThat(render(SampleStatus.at(NOW.toEpochMilli())))
        .doesNotContainPattern("(src|href)=\"(https?:)?//")
        .doesNotContain(" style=\"")
        .doesNotContain("url(")
        .doesNotContain("@import");
  }

  @Test
  void render_manyModels_isBounded() {
    ServiceStatus status = new ServiceStatus();
    TaskStatus task = status.open("1_0");
    for (int i = 0; i < 60; i++) {
      task.windowClosed(window(new ModelVersion("m" + i, "1"), WINDOW, DriftVerdict.STABLE));
    }
    assertThat(render(status)).contains("10 further models").contains("<b>60</b>");
  }

  @Test
  void add_moreValuesThanPlaces_isRefused() {
    assertThatThrownBy(() -> new Html().add("<b>{}</b>", 1, 2)).hasMessageContaining("<b>{}</b>");
  }

  private static String render(ServiceStatus status) {
    Health health = new StreamsHealth(CLOCK, Duration.ofMinutes(5));
    return new StatusPage(status, health, CLOCK).render().body();
  }
}
