// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * Where the Schema Registry is and how patiently to ask it. {@link #toString} leaves the secrets
 * out.
 *
 * @param urls base addresses, asked in turn until one answers; without credentials in them
 * @param authorization value of the Authorization header, or null for none
 * @param timing how patiently it is asked
 * @param tls certificates, for addresses with https
 */
public record RegistryConfig(
    List<URI> urls, String authorization, RegistryTiming timing, RegistryTls tls) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if there is no address, or one is not http or https
   */
  public RegistryConfig {
    urls = List.copyOf(urls);
    if (urls.isEmpty()) {
      throw new IllegalArgumentException(
          "no Schema Registry URL given; set one such as http://localhost:8081");
    }
    Objects.requireNonNull(timing, "timing");
    Objects.requireNonNull(tls, "tls");
  }

  /**
   * Reads a list of addresses. A user and password inside one ({@code http://user:password@host})
   * become basic authentication for all. The timing is {@link RegistryTiming#DEFAULT}.
   *
   * @param urls one or more base URLs, separated by commas; each may have a path, such as
   *     Apicurio's {@code /apis/ccompat/v7}
   * @return the configuration
   * @throws IllegalArgumentException if a URL cannot be used
   */
  public static RegistryConfig of(String urls) {
    List<URI> addresses = new ArrayList<>();
    String authorization = null;
    for (String text : urls.split(",", -1)) {
      if (text.isBlank()) {
        continue;
      }
      URI uri = parse(text.strip());
      if (uri.getRawUserInfo() != null && authorization == null) {
        authorization = basic(decode(uri.getRawUserInfo()));
      }
      addresses.add(withoutSecrets(uri));
    }
    return new RegistryConfig(
        addresses, authorization, RegistryTiming.DEFAULT, RegistryTls.DEFAULT);
  }

  /**
   * With basic authentication.
   *
   * @param userInfo {@code user:password}
   * @return a copy
   * @throws IllegalArgumentException if there is no colon
   */
  public RegistryConfig withBasicAuth(String userInfo) {
    if (userInfo.indexOf(':') < 0) {
      throw new IllegalArgumentException(
          "basic authentication needs the form user:password; the value given has no colon");
    }
    return withAuthorization(basic(userInfo));
  }

  /**
   * With a bearer token.
   *
   * @param token the token alone
   * @return a copy
   */
  public RegistryConfig withBearerToken(String token) {
    return withAuthorization("Bearer " + token.strip());
  }

  /**
   * With another patience.
   *
   * @param other timeouts and retries
   * @return a copy
   */
  public RegistryConfig withTiming(RegistryTiming other) {
    return new RegistryConfig(urls, authorization, other, tls);
  }

  /**
   * With other timeouts.
   *
   * @param connect longest wait for a connection
   * @param request longest wait for an answer
   * @return a copy
   */
  public RegistryConfig withTimeouts(Duration connect, Duration request) {
    return withTiming(
        new RegistryTiming(
            connect,
            request,
            timing.retries(),
            timing.backoff(),
            timing.maxBackoff(),
            timing.negativeCache()));
  }

  /**
   * With another number of tries.
   *
   * @param rounds rounds over all addresses after the first has failed
   * @param first wait before the first of them
   * @param longest longest wait before one
   * @return a copy
   */
  public RegistryConfig withRetries(int rounds, Duration first, Duration longest) {
    return withTiming(
        new RegistryTiming(
            timing.connectTimeout(),
            timing.requestTimeout(),
            rounds,
            first,
            longest,
            timing.negativeCache()));
  }

  /**
   * With other certificates.
   *
   * @param stores whom to trust, and who we are
   * @return a copy
   */
  public RegistryConfig withTls(RegistryTls stores) {
    return new RegistryConfig(urls, authorization, timing, stores);
  }

  private RegistryConfig withAuthorization(String value) {
    return new RegistryConfig(urls, value, timing, tls);
  }

  private static URI parse(String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      // The exception's own message would repeat the text, and a password in it.
      throw unusable("it is not a URL");
    }
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    if (!http && !"https".equalsIgnoreCase(uri.getScheme())) {
      throw unusable("it does not start with http:// or https://");
    }
    if (uri.getHost() == null) {
      throw unusable("it has no host name");
    }
    return uri;
  }

  private static IllegalArgumentException unusable(String why) {
    return new IllegalArgumentException(
        "a Schema Registry URL cannot be used: "
            + why
            + "; write http://host:port or https://host:port, with a path where the registry has"
            + " one");
  }

  private static URI withoutSecrets(URI uri) {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return URI.create(uri.getScheme() + "://" + uri.getHost() + port + path);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String basic(String userInfo) {
    return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
  }

  /** The addresses and whether there are credentials, for logs. */
  @Override
  public String toString() {
    return urls + (authorization == null ? " without credentials" : " with credentials");
  }
}
