// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.http;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.service.expose.metrics.MetricsPage;
import io.tidemark.service.status.ServiceStatus;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the answer to a request. Knows nothing of sockets. Thread-safe. */
final class Router {

  private static final List<String> API_PATH = List.of("api", "v1");
  private static final String REMEDY =
      "Try /, /metrics, /livez, /readyz, /api/v1/models, /api/v1/models/{model}/{version},"
          + " /api/v1/references, /api/v1/references/{model}/{version}, /api/v1/alerts or"
          + " /api/v1/triggers.";

  private final JsonApi api;
  private final StatusPage page;
  private final MetricsPage metrics;
  private final Health health;

  Router(ServiceStatus status, MetricsPage metrics, Health health, Clock clock) {
    this.api = new JsonApi(status);
    this.page = new StatusPage(status, health, clock);
    this.metrics = metrics;
    this.health = health;
  }

  Response answer(String method, URI uri, String accept) {
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return JsonApi.error(
              405,
              "method " + method + " is not allowed",
              "Use GET or HEAD: nothing can be changed.")
          .with("Allow", "GET, HEAD");
    }
    String path = uri.getRawPath();
    if (path == null || !path.startsWith("/")) {
      return JsonApi.error(400, "the request names no path", REMEDY);
    }
    return switch (path) {
      case "/" -> page.render();
      case "/metrics" -> metrics(uri.getRawQuery(), accept);
      case "/livez" -> JsonApi.health(health.live());
      case "/readyz" -> JsonApi.health(health.ready());
      case "/api/v1/models" -> api.models();
      case "/api/v1/references" -> api.references();
      case "/api/v1/alerts" -> api.alerts();
      case "/api/v1/triggers" -> api.triggers();
      default -> other(path);
    };
  }

  private Response other(String path) {
    List<String> segments = UrlPath.segments(path);
    boolean ofModel =
        segments.size() == 5
            && segments.subList(0, 2).equals(API_PATH)
            && !segments.get(3).isEmpty()
            && !segments.get(4).isEmpty();
    if (ofModel && segments.get(2).equals("models")) {
      return api.model(new ModelVersion(segments.get(3), segments.get(4)));
    }
    if (ofModel && segments.get(2).equals("references")) {
      return api.references(new ModelVersion(segments.get(3), segments.get(4)));
    }
    return JsonApi.error(404, "there is nothing at " + path, REMEDY);
  }

  private Response metrics(String rawQuery, String accept) {
    String contentType = metrics.contentType(accept);
    StringWriter body = new StringWriter();
    metrics.write(contentType, names(rawQuery), body);
    return Response.of(200, contentType, body.toString());
  }

  /** The metrics asked for by {@code name[]=} parameters, as other exporters take them. */
  private static Set<String> names(String rawQuery) {
    Set<String> names = new HashSet<>();
    if (rawQuery != null) {
      for (String parameter : rawQuery.split("&", -1)) {
        String decoded = URLDecoder.decode(parameter, StandardCharsets.UTF_8);
        if (decoded.startsWith("name[]=")) {
          names.add(decoded.substring("name[]=".length()));
        }
      }
    }
    return names;
  }
}
