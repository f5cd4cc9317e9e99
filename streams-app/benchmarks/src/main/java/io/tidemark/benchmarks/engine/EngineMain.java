// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The process of one variant. It works until its input ends, and answers each word it is sent with
 * one line: {@code observed} with the pairs counted so far, which costs it next to nothing; others
 * with {@link Figures}, {@code figures} at once, {@code collected} after a full garbage collection,
 * {@code phase} after a new profile has been begun where there is one.
 */
final class EngineMain {

  private EngineMain() {}

  public static void main(String[] args) throws Exception {
    EngineSettings settings = EngineSettings.of(args);
    Profile profile =
        settings.profileDirectory() == null
            ? null
            : Profile.start(
                settings.profileDirectory(), settings.stateDirectory().getFileName().toString());
    Engine engine = engine(settings);
    engine.start();
    try (BufferedReader words =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      answer(words, engine, profile);
    }
    if (profile != null) {
      profile.stop();
    }
    // What is left open was measured or is of no interest; a tidy end would only cost time.
    System.exit(0);
  }

  private static Engine engine(EngineSettings settings) {
    if (settings.variant() == Variant.DECODE) {
      return new DecodeEngine(settings);
    }
    return settings.variant().isDsl() ? new DslEngine(settings) : new TidemarkEngine(settings);
  }

  private static void answer(BufferedReader words, Engine engine, Profile profile)
      throws IOException {
    String word;
    while ((word = words.readLine()) != null) {
      if (word.equals("observed")) {
        System.out.println(engine.observed());
        continue;
      }
      if (word.equals("collected")) {
        System.gc();
      } else if (word.equals("phase") && profile != null) {
        profile.nextPhase();
      }
      System.out.println(Figures.now(engine).toLine());
    }
  }
}
