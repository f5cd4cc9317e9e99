// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state.overflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessDirectoryTest {

  @TempDir private Path parent;

  @Test
  void removeAbandoned_whatIsLocked_stays() throws IOException {
    ProcessDirectory own = ProcessDirectory.create(parent);
    Files.writeString(own.path().resolve("record"), "1");

    ProcessDirectory.removeAbandoned(parent);

    assertThat(own.path().resolve("record")).exists();
    own.release();
  }

  @Test
  void create_onAPosixSystem_isForTheOwnerAlone() throws IOException {
    ProcessDirectory own = ProcessDirectory.create(parent);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own.path())))
        .isEqualTo("rwx------");
    own.release();
  }

  /** On systems where a process has its locks as a whole, closing any channel would lift them. */
  @Test
  void removeAbandoned_byTheOwner_leavesTheLockToKeepOthersOut() throws Exception {
    ProcessDirectory own = ProcessDirectory.create(parent);
    ProcessDirectory.removeAbandoned(parent);

    assertThat(lockedElsewhere(own)).isTrue();
    own.release();
    assertThat(lockedElsewhere(own)).isFalse();
  }

  /** Asks another process. */
  private static boolean lockedElsewhere(ProcessDirectory directory) throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockProbe.class.getName(),
                directory.path() + ".lock")
            .inheritIO()
            .start();
    return other.waitFor() == LockProbe.LOCKED;
  }

  /** Ends with {@link #LOCKED} when another process has the lock on a file. */
  static final class LockProbe {
    static final int LOCKED = 7;

    private LockProbe() {}

    public static void main(String[] args) throws IOException {
      try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE)) {
        System.exit(channel.tryLock() == null ? LOCKED : 0);
      }
    }
  }

  /** As the operating system does when a process ends. */
  @Test
  void removeAbandoned_whatIsNotLockedAnyMore_goes() throws IOException {
    ProcessDirectory gone = ProcessDirectory.create(parent);
    Files.writeString(gone.path().resolve("record"), "1");
    Files.createDirectory(parent.resolve("somebody-elses"));
    gone.release();

    ProcessDirectory.removeAbandoned(parent);

    assertThat(parent).isDirectoryNotContaining("glob:**overflow*");
    assertThat(parent.resolve("somebody-elses")).isDirectory();
  }

  @Test
  void removeAbandoned_noDirectoryYet_doesNothing() throws IOException {
    ProcessDirectory.removeAbandoned(parent.resolve("later"));

    assertThat(parent.resolve("later")).doesNotExist();
  }
}
