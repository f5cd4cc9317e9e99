// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import one.profiler.AsyncProfiler;

/**
 * CPU profiles of this process by async-profiler, compiler and collector threads included: one of
 * the time until {@link #nextPhase} and one of the time after it, each as a flame graph and as
 * collapsed stacks.
 *
 * <p>Samples by the CPU timers of threads, which needs no rights on the system.
 */
final class Profile {

  private static final String START = "start,event=ctimer,interval=1ms,cstack=vm,threads";

  private final AsyncProfiler profiler = AsyncProfiler.getInstance();
  private final Path directory;
  private final String name;
  private int phase = 1;

  private Profile(Path directory, String name) {
    this.directory = directory;
    this.name = name;
  }

  static Profile start(Path directory, String name) throws IOException {
    Files.createDirectories(directory);
    Profile profile = new Profile(directory, name);
    profile.profiler.execute(START);
    return profile;
  }

  void nextPhase() throws IOException {
    stop();
    phase++;
    profiler.execute(START);
  }

  void stop() throws IOException {
    profiler.execute("stop");
    for (String form : new String[] {"collapsed", "flamegraph"}) {
      String suffix = form.equals("flamegraph") ? "html" : form;
      Path file = directory.resolve(name + "-phase" + phase + '.' + suffix);
      Files.writeString(file, profiler.execute(form + ",ann"));
    }
  }
}
