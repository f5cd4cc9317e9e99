// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy before a registry that fails in the way it is told. */
public final class FlakyRegistry implements AutoCloseable {

  /** How it fails. */
  public enum Fault {
    /** Nobody listens. */
    DOWN,
    /** Each answer is 500. */
    ERROR_500,
    /** No answer comes before the fault is over. */
    SILENT
  }

  private final String target;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();
  private HttpServer server;
  private ExecutorService threads;
  private volatile Fault fault;
  private volatile CountDownLatch over = new CountDownLatch(0);

  /** A proxy of a registry; it works until told otherwise. */
  public FlakyRegistry(String target) throws IOException {
    this.target = target;
    this.port = listen(0);
  }

  /** Where clients connect. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Begins to fail. */
  public void fail(Fault how) {
    over = new CountDownLatch(1);
    fault = how;
    if (how == Fault.DOWN) {
      stop();
    }
  }

  /** Works again. */
  public void heal() throws IOException {
    Fault was = fault;
    fault = null;
    over.countDown();
    if (was == Fault.DOWN) {
      listen(port);
    }
  }

  @Override
  public void close() {
    over.countDown();
    stop();
  }

  private int listen(int wanted) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
    threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
    return server.getAddress().getPort();
  }

  private void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (fault == Fault.ERROR_500) {
        exchange.sendResponseHeaders(500, -1);
        return;
      }
      over.await();
      HttpResponse<byte[]> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
                  .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body))
                  .build(),
              BodyHandlers.ofByteArray());
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("stopped", e));
    }
  }
}
