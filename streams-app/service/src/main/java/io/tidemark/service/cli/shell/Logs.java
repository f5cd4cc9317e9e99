// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.shell;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** How much is logged. The quiet of a normal run stands in logback.xml. */
public final class Logs {

  private Logs() {}

  /** Our own steps in detail, and Kafka's steps in outline. */
  public static void verbose() {
    set("io.tidemark", Level.DEBUG);
    set("org.apache.kafka.streams", Level.INFO);
  }

  /** For commands with their own broker: clients that outlive it need not complain. */
  public static void withEmbeddedBroker() {
    set("org.apache.kafka.clients.NetworkClient", Level.ERROR);
  }

  /** For commands that speak to the user themselves. */
  public static void onlyWarnings() {
    set("io.tidemark", Level.WARN);
  }

  /** Clients report what keeps them from their broker; the command says so once instead. */
  public static void withoutClients() {
    set("org.apache.kafka.clients", Level.OFF);
    set("org.apache.kafka.clients.NetworkClient", Level.OFF);
  }

  private static void set(String logger, Level level) {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (factory instanceof LoggerContext context) {
      Logger target = context.getLogger(logger);
      target.setLevel(level);
    }
  }
}
