// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.client.hotspot.DefaultExports;
import io.tidemark.service.status.ServiceStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The text that Prometheus scrapes: Tidemark's metrics and those of the JVM, in the format the
 * scraper asks for. Thread-safe.
 */
public final class MetricsPage {

  /** The usual bound on series. */
  public static final int DEFAULT_MAX_SERIES = 10_000;

  private final CollectorRegistry registry = new CollectorRegistry();

  /**
   * A page over a status.
   *
   * @param status what is exported
   * @param streams figures of the stream runtime
   * @param maxSeries the bound on series; at least 1
   */
  public MetricsPage(ServiceStatus status, Supplier<StreamsFigures> streams, int maxSeries) {
    registry.register(new DriftCollector(status, streams, maxSeries));
    DefaultExports.register(registry);
  }

  /**
   * The format to answer in.
   *
   * @param accept the {@code Accept} header of the request, or null
   * @return a content type, OpenMetrics when it is asked for
   */
  public String contentType(String accept) {
    return TextFormat.chooseContentType(accept);
  }

  /**
   * Reads everything and writes it.
   *
   * @param contentType one that {@link #contentType} gave
   * @param names the metrics wanted; empty for all
   * @param out where to write
   */
  public void write(String contentType, Set<String> names, Writer out) {
    try {
      TextFormat.writeFormat(contentType, out, registry.filteredMetricFamilySamples(names));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
