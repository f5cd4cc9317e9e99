// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.engine;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A variant at work in another process. What it logs goes to a file beside its state. */
public final class EngineProcess implements AutoCloseable {

  /** The DSL warns of each record that comes too late for its window; that is not its job. */
  private static final List<String> JAVA_OPTIONS = List.of("-Xmx2g", "-Dtidemark.log.kafka=ERROR");

  /** Without it, samples land on the nearest safepoint. */
  private static final List<String> PROFILE_OPTIONS =
      List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints");

  private static final long STOP_SECONDS = 60;

  private final Path log;
  private final Process process;
  private final BufferedWriter words;
  private final BufferedReader answers;

  private EngineProcess(Path log, Process process) {
    this.log = log;
    this.process = process;
    this.words = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts a variant.
   *
   * @param settings what it is to do; its state directory is created
   * @param moreJavaOptions options for its JVM beside those all get
   */
  public static EngineProcess start(EngineSettings settings, List<String> moreJavaOptions)
      throws IOException {
    Files.createDirectories(settings.stateDirectory());
    Path log = settings.stateDirectory().resolve("log");
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(JAVA_OPTIONS);
    if (settings.profileDirectory() != null) {
      command.addAll(PROFILE_OPTIONS);
    }
    command.addAll(moreJavaOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(EngineMain.class.getName());
    command.addAll(settings.toArguments());
    return new EngineProcess(log, new ProcessBuilder(command).redirectError(log.toFile()).start());
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * Makes an archive of classes, without running any of them: one that a JVM writes as it ends
   * would keep what happened to be in its compiler's queue from ever being compiled (Java 17).
   *
   * @param classes a list that {@code -XX:DumpLoadedClassList} made
   * @return the archive, beside the list
   */
  public static Path archive(Path classes) throws IOException {
    Path archive = classes.resolveSibling(classes.getFileName() + ".jsa");
    Process process =
        new ProcessBuilder(
                java(),
                "-Xshare:dump",
                "-Xlog:disable",
                "-XX:SharedClassListFile=" + classes,
                "-XX:SharedArchiveFile=" + archive,
                "-cp",
                System.getProperty("java.class.path"))
            .redirectErrorStream(true)
            .redirectOutput(classes.resolveSibling(classes.getFileName() + ".log").toFile())
            .start();
    try {
      if (process.waitFor() != 0 || !Files.exists(archive)) {
        throw new IOException("no archive of the classes in " + classes + " could be made");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return archive;
  }

  /** Pairs counted so far: what to ask often, since the process is not held up by it. */
  public long observed() {
    return Long.parseLong(answerTo("observed"));
  }

  /** The figures of this moment. */
  public Figures figures() {
    return ask("figures");
  }

  /** The figures after a full garbage collection. */
  public Figures figuresAfterCollection() {
    return ask("collected");
  }

  /** The figures of this moment, from which on a new profile is taken where there is one. */
  public Figures nextPhase() {
    return ask("phase");
  }

  private Figures ask(String word) {
    return Figures.of(answerTo(word));
  }

  private String answerTo(String word) {
    try {
      words.write(word);
      words.newLine();
      words.flush();
      String answer = answers.readLine();
      if (answer != null) {
        return answer;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the process has ended; see " + log, e);
    }
    throw new IllegalStateException("the process has ended; see " + log);
  }

  /** Ends the process. */
  @Override
  public void close() {
    try {
      words.close();
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      answers.close();
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
