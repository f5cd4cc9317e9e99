// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The process of one variant. It works until its input ends, and answers each word it is sent with
 * one line of {@link Figures}: {@code figures} at once, {@code collected} after a full garbage
 * collection.
 */
final class EngineMain {

  private EngineMain() {}

  public static void main(String[] args) throws Exception {
    EngineSettings settings = EngineSettings.of(args);
    Engine engine = engine(settings);
    engine.start();
    try (BufferedReader words =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      answer(words, engine);
    }
    // What is left open was measured or is of no interest; a tidy end would only cost time.
    Runtime.getRuntime().halt(0);
  }

  private static Engine engine(EngineSettings settings) {
    if (settings.variant() == Variant.DECODE) {
      return new DecodeEngine(settings);
    }
    return settings.variant().isDsl() ? new DslEngine(settings) : new TidemarkEngine(settings);
  }

  private static void answer(BufferedReader words, Engine engine) throws IOException {
    String word;
    while ((word = words.readLine()) != null) {
      if (word.equals("collected")) {
        System.gc();
      }
      System.out.println(Figures.now(engine).toLine());
    }
  }
}
