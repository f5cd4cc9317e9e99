// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.shell;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Catches the signals that ask a process to end, SIGTERM and SIGINT, so that the process can end
 * with an exit code of its own; a JVM left to itself ends with 128 plus the signal's number.
 *
 * <p>{@code sun.misc.Signal} is what every JDK has for it, outside of the language's API, hence the
 * reflection. Where it is not there, or the JVM was started with {@code -Xrs}, or somebody chose to
 * ignore a signal, all stays as it was.
 */
final class EndSignals implements AutoCloseable {

  private static final List<String> NAMES = List.of("TERM", "INT");

  private final Map<Object, Object> before = new LinkedHashMap<>();
  private Method handle;

  private EndSignals() {}

  /** Catches the signals until closed; the action runs on a thread of its own for each. */
  static EndSignals caught(Runnable action) {
    EndSignals signals = new EndSignals();
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      signals.handle = signalType.getMethod("handle", signalType, handlerType);
      Object ignoring = handlerType.getField("SIG_IGN").get(null);
      Object handler =
          Proxy.newProxyInstance(
              handlerType.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, args) -> {
                action.run();
                return null;
              });
      for (String name : NAMES) {
        Object signal = signalType.getConstructor(String.class).newInstance(name);
        Object previous = signals.handle.invoke(null, signal, handler);
        if (previous == ignoring) {
          signals.handle.invoke(null, signal, previous);
        } else {
          signals.before.put(signal, previous);
        }
      }
    } catch (ReflectiveOperationException e) {
      // Then the JVM ends as it does by itself; the shutdown hook of StopSignal sees to the rest.
      return signals;
    }
    return signals;
  }

  @Override
  public void close() {
    before.forEach(
        (signal, previous) -> {
          try {
            handle.invoke(null, signal, previous);
          } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("could be set and not set back", e);
          }
        });
  }
}
