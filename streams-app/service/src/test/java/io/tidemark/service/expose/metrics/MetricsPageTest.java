// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.metrics;

import static io.tidemark.service.status.SampleDecisions.WINDOW;
import static io.tidemark.service.status.SampleDecisions.numeric;
import static io.tidemark.service.status.SampleDecisions.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.service.status.ServiceStatus;
import java.io.StringWriter;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

  private final ServiceStatus service = new ServiceStatus();
  private final MetricsPage page = new MetricsPage(service, StreamsFigures::unknown, 1000);

  @Test
  void contentType_byAccept_choosesTheFormat() {
    assertThat(page.contentType(null)).startsWith("text/plain; version=0.0.4");
    assertThat(page.contentType("application/openmetrics-text;version=1.0.0,*/*;q=0.1"))
        .startsWith("application/openmetrics-text");
  }

  @Test
  void write_bothFormats_carryDriftAndTheJvm() {
    service
        .open("1_0")
        .windowClosed(
            window(
                new ModelVersion("fraud", "1"),
                WINDOW,
                DriftVerdict.DRIFT,
                numeric("amount", DriftVerdict.DRIFT, 0.4, 0.6)));
    String psi =
        "tidemark_drift_psi{model=\"fraud\",version=\"1\",feature=\"amount\",role=\"feature\"";
    assertThat(text(page.contentType(null), Set.of()))
        .contains(psi)
        .contains("# TYPE tidemark_duplicate_records_total counter")
        .contains("jvm_memory_bytes_used");
    assertThat(text(page.contentType("application/openmetrics-text"), Set.of()))
        .contains(psi)
        .contains("# TYPE tidemark_duplicate_records counter")
        .endsWith("# EOF\n");
  }

  @Test
  void write_hostileNames_areEscaped() {
    service
        .open("1_0")
        .windowClosed(
            window(
                new ModelVersion("a\"b\\c\nd", "1"),
                WINDOW,
                DriftVerdict.STABLE,
                numeric("x\"} 1\nfake_metric 1", DriftVerdict.STABLE, 0.4, 0.6)));
    assertThat(text(page.contentType(null), Set.of()))
        .contains("model=\"a\\\"b\\\\c\\nd\"")
        .doesNotContain("\nfake_metric");
  }

  @Test
  void write_namedMetrics_leavesOutTheRest() {
    String text = text(page.contentType(null), Set.of("tidemark_duplicate_records_total"));
    assertThat(text.lines().filter(line -> !line.startsWith("#")))
        .containsExactly("tidemark_duplicate_records_total 0.0");
  }

  private String text(String contentType, Set<String> names) {
    StringWriter out = new StringWriter();
    page.write(contentType, names, out);
    return out.toString();
  }
}
