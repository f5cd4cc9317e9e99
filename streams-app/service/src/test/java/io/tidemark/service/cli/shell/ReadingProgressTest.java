// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReadingProgressTest {

  private static final Path FILE = Path.of("cur.csv");

  private final StringWriter text = new StringWriter();
  private long now = TimeUnit.SECONDS.toNanos(-3);

  private ReadingProgress progress(boolean terminal) {
    return new ReadingProgress(new PrintWriter(text, true), terminal, () -> now);
  }

  private void pass(long millis) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void read_onATerminal_writesOneLineOverAfterTwoSeconds() {
    try (ReadingProgress progress = progress(true)) {
      pass(1_900);
      progress.read(FILE, 1_000, 0.1);
      assertThat(text.toString()).isEmpty();
      pass(200);
      progress.read(FILE, 2_000, 0.2);
      pass(100);
      progress.read(FILE, 2_500, 0.25);
      progress.say("note");
    }
    String shown = "tidemark: reading cur.csv: 2,000 rows, 20 %";
    assertThat(text)
        .hasToString(
            "\r" + shown + "\r" + " ".repeat(shown.length()) + "\rnote" + System.lineSeparator());
  }

  @Test
  void read_elsewhere_writesALineEveryTenSeconds() {
    try (ReadingProgress progress = progress(false)) {
      for (int second = 1; second <= 25; second++) {
        pass(1_000);
        progress.read(FILE, 1_000L * second, 0.5);
      }
    }
    assertThat(text.toString().lines())
        .containsExactly(
            "tidemark: reading cur.csv: 10,000 rows, 50 %",
            "tidemark: reading cur.csv: 20,000 rows, 50 %");
  }
}
