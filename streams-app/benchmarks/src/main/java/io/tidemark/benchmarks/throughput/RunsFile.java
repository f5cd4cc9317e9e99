// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.throughput;

import io.tidemark.benchmarks.load.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Runs of several calls: the shape on the first line, a run on each further one. */
final class RunsFile {

  private final Path path;
  private final Shape shape;

  /** The file of a path; null keeps nothing. */
  RunsFile(Path path, Shape shape) {
    this.path = path;
    this.shape = shape;
  }

  /**
   * The runs so far.
   *
   * @throws IllegalArgumentException if they are of another shape
   */
  List<Run> read() throws IOException {
    if (path == null || !Files.exists(path)) {
      return List.of();
    }
    List<String> lines = Files.readAllLines(path);
    if (!lines.get(0).equals(shape.describe())) {
      throw new IllegalArgumentException(
          path + " holds runs of another shape (" + lines.get(0) + "); name another file");
    }
    return lines.stream().skip(1).map(Run::of).toList();
  }

  void append(Run run) throws IOException {
    if (path == null) {
      return;
    }
    if (!Files.exists(path)) {
      Files.writeString(path, shape.describe() + '\n');
    }
    Files.writeString(path, run.toLine() + '\n', StandardOpenOption.APPEND);
  }
}
