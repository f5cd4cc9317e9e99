// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The part of the table of all settings that is about the Schema Registry. */
final class RegistryKeys {

  private static final List<ConfigKey<?>> ALL = new ArrayList<>();

  static final ConfigKey<String> URL =
      key(
          "url",
          ConfigType.urls(),
          "http://localhost:8081",
          "Base addresses of the Schema Registry, asked in turn until one answers.");
  static final ConfigKey<String> BASIC_AUTH =
      key(
          "basic.auth.user.info",
          ConfigType.userInfo(),
          "",
          "User and password for basic authentication.");
  static final ConfigKey<String> TOKEN =
      key("bearer.auth.token", ConfigType.text(), "", "Token for bearer authentication.");
  static final ConfigKey<Duration> CONNECT_TIMEOUT =
      key(
          "connect.timeout",
          ConfigType.duration(Duration.ofMillis(1)),
          "5s",
          "Longest wait for a connection to the registry.");
  static final ConfigKey<Duration> REQUEST_TIMEOUT =
      key(
          "request.timeout",
          ConfigType.duration(Duration.ofMillis(1)),
          "10s",
          "Longest wait for an answer of the registry.");
  static final ConfigKey<Integer> RETRIES =
      key(
          "retries",
          ConfigType.integer(0, 1000),
          "3",
          "Rounds over all addresses after the first has failed.");
  static final ConfigKey<Duration> BACKOFF =
      key(
          "retry.backoff",
          ConfigType.duration(Duration.ZERO),
          "200ms",
          "Wait before the first of these rounds, doubled before each further one.");
  static final ConfigKey<Duration> MAX_BACKOFF =
      key(
          "retry.backoff.max",
          ConfigType.duration(Duration.ZERO),
          "5s",
          "Longest wait before a round.");
  static final ConfigKey<Duration> UNKNOWN_ID_CACHE =
      key(
          "unknown.id.cache",
          ConfigType.duration(Duration.ZERO),
          "10s",
          "How long a schema id that the registry does not know is not asked for again.");

  static final ConfigKey<String> KEYSTORE =
      key(
          "ssl.keystore.location",
          ConfigType.text(),
          "",
          "Our key and certificates, where the registry asks for them (mutual TLS): a file in PEM,"
              + " PKCS12 or JKS.");
  static final ConfigKey<String> KEYSTORE_PASSWORD =
      key("ssl.keystore.password", ConfigType.text(), "", "Opens that file.");
  static final ConfigKey<String> KEY_PASSWORD =
      key(
          "ssl.key.password",
          ConfigType.text(),
          "",
          "Opens the key inside, where it has a password of its own.");
  static final ConfigKey<String> TRUSTSTORE =
      key(
          "ssl.truststore.location",
          ConfigType.text(),
          "",
          "Certificates to trust, in PEM, PKCS12 or JKS. Without it, those of the Java runtime.");
  static final ConfigKey<String> TRUSTSTORE_PASSWORD =
      key("ssl.truststore.password", ConfigType.text(), "", "Opens that file.");

  static final ConfigKey<Boolean> AUTO_REGISTER =
      key(
          "auto.register",
          ConfigType.flag(),
          "true",
          "Whether the schemas of output topics are registered. If not, they must be there.");

  private RegistryKeys() {}

  private static <T> ConfigKey<T> key(
      String name, ConfigType<T> type, String defaultText, String doc) {
    ConfigKey<T> key = new ConfigKey<>("schema.registry." + name, type, defaultText, doc);
    ALL.add(key);
    return key;
  }

  /** In the order of the documentation. */
  static List<ConfigKey<?>> all() {
    return List.copyOf(ALL);
  }
}
