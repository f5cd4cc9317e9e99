// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state.overflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    own.lock().release();
  }

  @Test
  void create_onAPosixSystem_isForTheOwnerAlone() throws IOException {
    ProcessDirectory own = ProcessDirectory.create(parent);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own.path())))
        .isEqualTo("rwx------");
    own.lock().release();
  }

  /** As the operating system does when a process ends. */
  @Test
  void removeAbandoned_whatIsNotLockedAnyMore_goes() throws IOException {
    ProcessDirectory gone = ProcessDirectory.create(parent);
    Files.writeString(gone.path().resolve("record"), "1");
    Files.createDirectory(parent.resolve("somebody-elses"));
    gone.lock().release();

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
