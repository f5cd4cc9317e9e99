// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.shell;

import io.tidemark.service.StartupException;
import io.tidemark.service.TidemarkService;
import io.tidemark.service.config.TidemarkConfig;
import java.time.Duration;

/** The service as a command runs it: its failures become the command's. */
public final class HostedService implements AutoCloseable {

  private final TidemarkService service;
  private volatile boolean failed;

  private HostedService(TidemarkService service) {
    this.service = service;
  }

  /**
   * Starts the service; returns before its tasks run.
   *
   * @param config its configuration
   * @param onEnd told when it ends, whether asked to or not, on another thread
   * @return the service
   */
  public static HostedService start(TidemarkConfig config, Runnable onEnd) {
    HostedService hosted = new HostedService(new TidemarkService(config));
    try {
      hosted.service.start();
    } catch (StartupException e) {
      hosted.close();
      throw CommandFailure.running(e.getMessage(), e);
    }
    Thread watch = new Thread(() -> hosted.watch(onEnd), "service-watch");
    watch.setDaemon(true);
    watch.start();
    return hosted;
  }

  private void watch(Runnable onEnd) {
    try {
      failed = !service.awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    onEnd.run();
  }

  /**
   * Waits until its tasks run.
   *
   * @param patience longest wait
   */
  public void awaitRunning(Duration patience) {
    try {
      if (!service.awaitRunning(patience)) {
        requireHealthy();
        throw CommandFailure.running(
            "the service did not get to work within "
                + patience.toSeconds()
                + " s; see the log above");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.running("interrupted while the service started", e);
    }
  }

  /** Ends the command when the service has ended by failures. */
  public void requireHealthy() {
    if (failed) {
      throw CommandFailure.running(
          "the service has ended after too many failures; see the log above");
    }
  }

  /**
   * Where its HTTP endpoint listens.
   *
   * @return the base URL
   */
  public String url() {
    return service.url();
  }

  /** Stops the service; the command ends with a failure if that was not possible in time. */
  @Override
  public void close() {
    service.close();
    if (!service.stoppedInOrder()) {
      throw CommandFailure.running(
          "the service could not commit and leave its group in time; what was not committed is done"
              + " again at the next start, or by another instance");
    }
  }
}
