// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state.overflow;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Utils;

/**
 * A directory that belongs to a process as long as it lives, beside those of others.
 *
 * <p>A lock on a file beside it says so, which the operating system lifts when the process ends in
 * whatever way. The file comes first and goes last, so a directory without one is being made or
 * deleted by somebody, and left alone.
 *
 * @param path the directory
 * @param lock held until the process ends
 */
record ProcessDirectory(Path path, FileLock lock) {

  private static final String PREFIX = "overflow-";
  private static final String LOCK = ".lock";

  /**
   * The lock files of this process. It must not so much as open one of them again: closing that
   * would lift the lock, on systems that count locks by process.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  static synchronized ProcessDirectory create(Path parent) throws IOException {
    Files.createDirectories(parent);
    while (true) {
      String name = PREFIX + UUID.randomUUID();
      Path file = parent.resolve(name + LOCK).toAbsolutePath();
      OWN.add(file);
      FileLock lock = lock(file);
      // Somebody may take it for abandoned, and delete it, in the moment before the lock.
      if (lock != null && Files.exists(file)) {
        return new ProcessDirectory(createPrivate(parent.resolve(name)), lock);
      }
      OWN.remove(file);
      if (lock != null) {
        lock.channel().close();
      }
    }
  }

  /** Records hold values of the data, so nobody else may look into it where systems know that. */
  private static Path createPrivate(Path directory) throws IOException {
    return Files.getFileStore(directory.getParent()).supportsFileAttributeView("posix")
        ? Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY))
        : Files.createDirectory(directory);
  }

  /** Lets go of it, as the end of the process does. */
  void release() throws IOException {
    lock.channel().close();
    OWN.remove(path.resolveSibling(path.getFileName() + LOCK).toAbsolutePath());
  }

  /** Deletes the directories in one whose processes are gone. */
  static synchronized void removeAbandoned(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return;
    }
    try (DirectoryStream<Path> locks = Files.newDirectoryStream(parent, PREFIX + '*' + LOCK)) {
      for (Path file : locks) {
        if (!OWN.contains(file.toAbsolutePath())) {
          removeIfAbandoned(file);
        }
      }
    }
  }

  private static void removeIfAbandoned(Path file) throws IOException {
    FileLock lock = lock(file);
    if (lock != null) {
      try {
        String name = file.getFileName().toString();
        Utils.delete(
            file.resolveSibling(name.substring(0, name.length() - LOCK.length())).toFile());
        Files.deleteIfExists(file);
      } finally {
        lock.channel().close();
      }
    }
  }

  /** The lock on a file, which is made if need be; null when another has it. */
  private static FileLock lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
    }
    return lock;
  }
}
