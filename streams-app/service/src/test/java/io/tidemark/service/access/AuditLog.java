// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.access;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** What the broker's authorizer says it allowed and denied to one principal. */
final class AuditLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private static final Pattern LINE =
      Pattern.compile(
          "Principal = (\\S+) is (Allowed|Denied) operation = (\\w+) from host = \\S+ on resource ="
              + " (\\w+):LITERAL:(\\S+) for request = (\\w+).*",
          Pattern.DOTALL);

  private final Logger logger = (Logger) LoggerFactory.getLogger("kafka.authorizer.logger");
  private final Level before = logger.getLevel();
  private final boolean additive = logger.isAdditive();
  private final String principal;
  private final Set<Use> allowed = ConcurrentHashMap.newKeySet();
  private final Set<Use> denied = ConcurrentHashMap.newKeySet();

  /** One operation on one resource. */
  record Use(String operation, String type, String name) {}

  AuditLog(String principal) {
    this.principal = principal;
    start();
    logger.addAppender(this);
    logger.setAdditive(false);
    logger.setLevel(Level.DEBUG);
  }

  Set<Use> allowed() {
    return allowed;
  }

  Set<Use> denied() {
    return denied;
  }

  @Override
  protected void append(ILoggingEvent event) {
    Matcher line = LINE.matcher(event.getFormattedMessage());
    if (line.matches() && line.group(1).equals(principal)) {
      Use use = new Use(line.group(3), line.group(4), line.group(5));
      (line.group(2).equals("Allowed") ? allowed : denied).add(use);
    }
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setAdditive(additive);
    logger.setLevel(before);
  }
}
