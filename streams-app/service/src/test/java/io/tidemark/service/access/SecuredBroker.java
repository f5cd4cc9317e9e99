// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.access;

import io.tidemark.service.demo.EmbeddedKafka;
import io.tidemark.service.testing.TestCertificates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;

/** A broker that takes nobody's word: SASL over TLS, and nothing allowed that no ACL allows. */
final class SecuredBroker implements AutoCloseable {

  static final String USER = "tidemark";
  static final String SECRET = "s3cret-of-tidemark";
  private static final String ADMIN_SECRET = "s3cret-of-admin";
  private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule";
  private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule";
  private static final String ALLOWED_URLS = "org.apache.kafka.sasl.oauthbearer.allowed.urls";
  private static final String OAUTH_PACKAGE = "org.apache.kafka.common.security.oauthbearer.";
  private static final String OAUTH =
      "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule";

  private final TestCertificates certificates;
  private final TokenServer tokens;
  private final EmbeddedKafka kafka;
  private final Admin admin;

  SecuredBroker(TestCertificates certificates) throws Exception {
    this.certificates = certificates;
    tokens = new TokenServer(USER, SECRET);
    // Kafka connects to no address that is not named here.
    System.setProperty(ALLOWED_URLS, tokens.tokenUrl() + "," + tokens.jwksUrl());
    kafka = new EmbeddedKafka(settings(certificates, tokens)).start();
    admin = Admin.create(adminSettings());
    admin
        .alterUserScramCredentials(
            List.of(
                new UserScramCredentialUpsertion(
                    USER, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), SECRET)))
        .all()
        .get(30, TimeUnit.SECONDS);
  }

  private static Map<String, String> settings(TestCertificates certificates, TokenServer tokens) {
    Map<String, String> settings = new HashMap<>();
    settings.put("listener.security.protocol.map", "BROKER:SASL_SSL,CONTROLLER:PLAINTEXT");
    settings.put("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512,OAUTHBEARER");
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    settings.put(
        "listener.name.broker.plain.sasl.jaas.config",
        PLAIN
            + " required username=admin password=\""
            + ADMIN_SECRET
            + "\" user_admin=\""
            + ADMIN_SECRET
            + "\" user_"
            + USER
            + "=\""
            + SECRET
            + "\";");
    settings.put("listener.name.broker.scram-sha-512.sasl.jaas.config", SCRAM + " required;");
    settings.put("listener.name.broker.oauthbearer.sasl.jaas.config", OAUTH + " required;");
    settings.put(
        "listener.name.broker.oauthbearer.sasl.server.callback.handler.class",
        OAUTH_PACKAGE + "OAuthBearerValidatorCallbackHandler");
    settings.put("sasl.oauthbearer.jwks.endpoint.url", tokens.jwksUrl());
    settings.put("sasl.oauthbearer.expected.issuer", tokens.issuer());
    settings.put("sasl.oauthbearer.expected.audience", TokenServer.AUDIENCE);
    settings.put("ssl.keystore.location", certificates.file("server.p12").toString());
    settings.put("ssl.keystore.password", TestCertificates.PASSWORD);
    settings.put("ssl.truststore.location", certificates.file("trust.p12").toString());
    settings.put("ssl.truststore.password", TestCertificates.PASSWORD);
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("super.users", "User:admin;User:ANONYMOUS");
    return settings;
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** What a client is configured with to come in, under Kafka's own names. */
  Map<String, String> clientSettings(String mechanism) {
    return clientSettings(mechanism, USER, SECRET);
  }

  private Map<String, String> clientSettings(String mechanism, String user, String secret) {
    String named = " required username=\"" + user + "\" password=\"" + secret + "\";";
    Map<String, String> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers());
    settings.put("security.protocol", "SASL_SSL");
    settings.put("sasl.mechanism", mechanism);
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.location", certificates.file("trust.pem").toString());
    switch (mechanism) {
      case "PLAIN" -> settings.put("sasl.jaas.config", PLAIN + named);
      case "SCRAM-SHA-512" -> settings.put("sasl.jaas.config", SCRAM + named);
      default -> {
        settings.put(
            "sasl.jaas.config",
            OAUTH + " required clientId=\"" + user + "\" clientSecret=\"" + secret + "\";");
        settings.put("sasl.oauthbearer.token.endpoint.url", tokens.tokenUrl());
        settings.put(
            "sasl.login.callback.handler.class", OAUTH_PACKAGE + "OAuthBearerLoginCallbackHandler");
      }
    }
    return settings;
  }

  /** The identity provider that OAUTHBEARER goes by. */
  TokenServer tokens() {
    return tokens;
  }

  Map<String, Object> adminSettings() {
    return Map.copyOf(clientSettings("PLAIN", "admin", ADMIN_SECRET));
  }

  void createTopic(String name) throws Exception {
    admin
        .createTopics(List.of(new NewTopic(name, Optional.of(1), Optional.empty())))
        .all()
        .get(30, TimeUnit.SECONDS);
  }

  void allow(List<AclBinding> bindings) throws Exception {
    admin.createAcls(bindings).all().get(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    admin.close();
    kafka.close();
    tokens.close();
    System.clearProperty(ALLOWED_URLS);
  }
}
