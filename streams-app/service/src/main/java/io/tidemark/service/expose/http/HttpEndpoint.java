// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.service.expose.metrics.MetricsPage;
import io.tidemark.service.status.ServiceStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP surface of one instance: metrics, health, the JSON API and the page for people. It only
 * reads. There is no authentication; whoever binds it beyond loopback puts something in front of
 * it.
 *
 * <p>At most {@code threads} requests are answered at once; some wait, further ones are answered by
 * the accepting thread, so that a flood slows itself down and not the streams.
 */
public final class HttpEndpoint implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
  private static final int WAITING = 64;
  private static final int GZIP_FROM = 1024;

  static {
    // The JDK's server waits for ever on a client that stops sending or reading, unless told so.
    setUnlessSet("sun.net.httpserver.maxReqTime", "10");
    setUnlessSet("sun.net.httpserver.maxRspTime", "60");
  }

  private final HttpServer server;
  private final ThreadPoolExecutor pool;
  private final Router router;

  private HttpEndpoint(HttpServer server, ThreadPoolExecutor pool, Router router) {
    this.server = server;
    this.pool = pool;
    this.router = router;
  }

  /**
   * Starts listening.
   *
   * @param settings where
   * @param status what the API and the page show
   * @param metrics what {@code /metrics} shows
   * @param health what {@code /livez} and {@code /readyz} tell
   * @return the endpoint; the caller must close it
   * @throws IOException if the address cannot be bound; the message names it and the remedy
   */
  public static HttpEndpoint start(
      HttpSettings settings, ServiceStatus status, MetricsPage metrics, Health health)
      throws IOException {
    HttpServer server = bind(settings);
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            settings.threads(),
            settings.threads(),
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            task -> {
              Thread thread = new Thread(task, "tidemark-http-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.CallerRunsPolicy());
    Router router = new Router(status, metrics, health, Clock.systemUTC());
    HttpEndpoint endpoint = new HttpEndpoint(server, pool, router);
    server.setExecutor(pool);
    server.createContext("/", endpoint::handle);
    startAsDaemon(server);
    return endpoint;
  }

  /**
   * The port in use.
   *
   * @return the port asked for, or the one that was free
   */
  public int port() {
    return server.getAddress().getPort();
  }

  /**
   * The address for people and scrapers.
   *
   * @return a URL without a trailing slash, such as {@code http://127.0.0.1:8080}
   */
  public String url() {
    InetAddress address = server.getAddress().getAddress();
    String host = address.isAnyLocalAddress() ? "localhost" : address.getHostAddress();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
  }

  /** Stops listening and drops requests that are still running. */
  @Override
  public void close() {
    server.stop(0);
    pool.shutdownNow();
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      send(exchange, answer(exchange));
    } catch (IOException e) {
      LOG.debug("a client went away during {}", exchange.getRequestURI(), e);
    }
  }

  private Response answer(HttpExchange exchange) {
    String accept = exchange.getRequestHeaders().getFirst("Accept");
    try {
      return router.answer(exchange.getRequestMethod(), exchange.getRequestURI(), accept);
    } catch (RuntimeException e) {
      LOG.error("cannot answer {}", exchange.getRequestURI(), e);
      return JsonApi.error(
          500, "the answer could not be made", "See the service's log, and report it.");
    }
  }

  private static void send(HttpExchange exchange, Response response) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", response.contentType());
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    response.headers().forEach(headers::set);
    byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
    headers.set("Vary", "Accept, Accept-Encoding");
    if (body.length >= GZIP_FROM && acceptsGzip(exchange)) {
      headers.set("Content-Encoding", "gzip");
      body = zipped(body);
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(response.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(response.status(), body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static boolean acceptsGzip(HttpExchange exchange) {
    String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    return accepted != null && accepted.contains("gzip");
  }

  private static byte[] zipped(byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 4);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(body);
    }
    return out.toByteArray();
  }

  private static HttpServer bind(HttpSettings settings) throws IOException {
    try {
      InetAddress address = InetAddress.getByName(settings.host());
      return HttpServer.create(new InetSocketAddress(address, settings.port()), 0);
    } catch (UnknownHostException e) {
      throw new IOException(
          "http.host '" + settings.host() + "' is not known: use an address of this machine", e);
    } catch (IOException e) {
      throw new IOException(
          "cannot listen on http.host %s, http.port %d (%s): choose another port, or 0 for any"
              .formatted(settings.host(), settings.port(), e.getMessage()),
          e);
    }
  }

  /**
   * The accepting thread inherits this from the thread that starts it; the JDK offers no setter.
   */
  private static void startAsDaemon(HttpServer server) {
    Thread starter = new Thread(server::start, "tidemark-http-start");
    starter.setDaemon(true);
    starter.start();
    boolean interrupted = false;
    while (starter.isAlive()) {
      try {
        starter.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
