// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.access;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Base64.Encoder;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An identity provider as OAUTHBEARER needs one: tokens for a client's id and secret (RFC 6749,
 * 4.4), and the key they are signed with (RFC 7517).
 */
final class TokenServer implements AutoCloseable {

  static final String AUDIENCE = "kafka";
  private static final String KEY_ID = "k1";
  private static final Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final HttpServer server;
  private final KeyPair keys;
  private final String client;
  private final String secret;
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger issued = new AtomicInteger();

  TokenServer(String client, String secret) throws IOException, GeneralSecurityException {
    this.client = client;
    this.secret = secret;
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keys = generator.generateKeyPair();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/token", this::token);
    server.createContext("/jwks", exchange -> answer(exchange, 200, jwks()));
    server.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  String tokenUrl() {
    return issuer() + "/token";
  }

  String jwksUrl() {
    return issuer() + "/jwks";
  }

  /** How many tokens it has given out. */
  int issued() {
    return issued.get();
  }

  /** How often it was asked with another secret. */
  int refused() {
    return refused.get();
  }

  private void token(HttpExchange exchange) throws IOException {
    String expected =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))
        || !body.contains("grant_type=client_credentials")) {
      refused.incrementAndGet();
      answer(exchange, 401, "{\"error\": \"invalid_client\"}");
      return;
    }
    issued.incrementAndGet();
    answer(
        exchange,
        200,
        "{\"access_token\": \"" + token() + "\", \"token_type\": \"Bearer\", \"expires_in\": 300}");
  }

  private String token() {
    long now = Instant.now().getEpochSecond();
    String claims =
        """
        {"iss": "%s", "aud": "%s", "sub": "%s", "scope": "events", "iat": %d, "exp": %d}\
        """
            .formatted(issuer(), AUDIENCE, client, now, now + 300);
    String signed =
        encoded("{\"alg\": \"RS256\", \"kid\": \"" + KEY_ID + "\"}") + "." + encoded(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.UTF_8));
      return signed + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private String jwks() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return """
    {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "%s", "n": "%s", "e": "%s"}]}\
    """
        .formatted(
            KEY_ID,
            // The first byte of the modulus is the sign, which JSON Web Keys leave out.
            BASE64.encodeToString(withoutSign(key.getModulus().toByteArray())),
            BASE64.encodeToString(key.getPublicExponent().toByteArray()));
  }

  private static byte[] withoutSign(byte[] number) {
    return number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
  }

  private static String encoded(String json) {
    return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    try (exchange) {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
