// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A Schema Registry endpoint inside this process, for the demo, replay and tests. It serves the
 * part of Confluent's API that clients use: register, look up, ids, subjects, versions,
 * compatibility (BACKWARD unless told otherwise), config and mode, for Avro. Its memory is its only
 * storage, and there is no access control: bind it to loopback.
 */
public final class InProcessRegistry implements AutoCloseable {

  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final int MAX_BODY_BYTES = 4 << 20;

  private final HttpServer server;
  private final ExecutorService threads;
  private final String host;
  private final RegistryRoutes routes = new RegistryRoutes(new SchemaStore());

  private InProcessRegistry(HttpServer server, ExecutorService threads, String host) {
    this.server = server;
    this.threads = threads;
    this.host = host;
  }

  /**
   * Starts on the loopback interface.
   *
   * @param port the port, or 0 for any free one
   * @return the running endpoint
   * @throws IOException if the port is taken
   */
  public static InProcessRegistry start(int port) throws IOException {
    return start(InetAddress.getLoopbackAddress().getHostAddress(), port);
  }

  /**
   * Starts.
   *
   * @param host the address to bind
   * @param port the port, or 0 for any free one
   * @return the running endpoint
   * @throws IOException if the address cannot be bound
   */
  public static InProcessRegistry start(String host, int port) throws IOException {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(host, port), 0);
    } catch (IOException e) {
      throw new IOException(
          "the registry endpoint cannot listen on "
              + host
              + ":"
              + port
              + ": "
              + e.getMessage()
              + "; choose another port",
          e);
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            4,
            task -> {
              Thread thread = new Thread(task, "registry-endpoint");
              thread.setDaemon(true);
              return thread;
            });
    InProcessRegistry registry = new InProcessRegistry(server, threads, host);
    server.createContext("/", registry::serve);
    server.setExecutor(threads);
    server.start();
    return registry;
  }

  /**
   * The address for clients.
   *
   * @return such as {@code http://127.0.0.1:8081}
   */
  public String url() {
    String literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return "http://" + literal + ":" + server.getAddress().getPort();
  }

  /** Stops at once and forgets every schema. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      int status = 200;
      JsonNode answer;
      try {
        answer = answer(exchange);
      } catch (RegistryFault fault) {
        status = fault.status();
        answer = describe(fault);
      } catch (RuntimeException e) {
        RegistryFault fault = RegistryFault.failed(e);
        status = fault.status();
        answer = describe(fault);
      }
      byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private JsonNode answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      throw RegistryFault.unreadable("the request is longer than " + MAX_BODY_BYTES + " bytes");
    }
    URI uri = exchange.getRequestURI();
    return routes.handle(
        exchange.getRequestMethod(),
        segments(uri.getRawPath()),
        uri.getRawQuery() == null ? "" : uri.getRawQuery(),
        new String(body, StandardCharsets.UTF_8));
  }

  private static List<String> segments(String rawPath) {
    List<String> segments = new ArrayList<>();
    for (String segment : rawPath.split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
      }
    }
    return segments;
  }

  private static JsonNode describe(RegistryFault fault) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("error_code", fault.code())
        .put("message", fault.getMessage());
  }
}
