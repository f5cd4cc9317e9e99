// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An Apicurio Registry running as a process of its own, in memory, on a free port of the loopback
 * interface. The build unpacks the distribution and passes its place as {@code apicurio.home}.
 */
final class ApicurioProcess implements AutoCloseable {

  private static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+)");

  private final Process process;
  private final String url;

  private ApicurioProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  static ApicurioProcess start() throws IOException {
    String home = System.getProperty("apicurio.home");
    if (home == null) {
      throw new IOException("-Dapicurio.home is not set; run the test through ./mvnw verify");
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder =
        new ProcessBuilder(java.toString(), "-Xmx256m", "-jar", runner(Path.of(home)).toString())
            .redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", "0");
    Process process = builder.start();
    try {
      return new ApicurioProcess(process, address(process) + "/apis/ccompat/v7");
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  String url() {
    return url;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static Path runner(Path home) throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-runner.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("no *-runner.jar in " + home));
    }
  }

  /** Waits for the line that names the port, and drains the output ever after. */
  private static String address(Process process) throws IOException {
    CompletableFuture<String> address = new CompletableFuture<>();
    StringBuilder output = new StringBuilder();
    Thread reader = new Thread(() -> drain(process, output, address), "apicurio-output");
    reader.setDaemon(true);
    reader.start();
    try {
      return address.get(120, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Apicurio started", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("Apicurio did not start", e);
    }
  }

  private static void drain(
      Process process, StringBuilder output, CompletableFuture<String> address) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher listening = LISTENING.matcher(line);
        if (listening.find()) {
          address.complete(listening.group(1));
        } else if (!address.isDone()) {
          output.append(line).append('\n');
        }
      }
      address.completeExceptionally(new IOException("Apicurio ended:\n" + output));
    } catch (IOException e) {
      address.completeExceptionally(new UncheckedIOException(e));
    }
  }
}
