package org.keyspike.io;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A file or folder that is made beside its place and renamed into it when whole. Closed before
 * that, it is deleted; what a killed process left is deleted when the same thing is made next. What
 * is at work is told from what was left by a lock in the file system, which its process holds as
 * long as it lives, never by the number of that process.
 */
public final class Staging implements AutoCloseable {
  private static final String SUFFIX = ".part";

  private final Path target;
  private final Path path;
  private final FileGuard guard;

  private Staging(Path target, Path path, FileGuard guard) {
    this.target = target;
    this.path = path;
    this.guard = guard;
  }

  /** A name beside a target, in a folder that is made if needed. Nothing is there yet. */
  public static Staging beside(Path target) throws IOException {
    Path place = target.toAbsolutePath();
    Path folder = place.getParent();
    Files.createDirectories(folder);
    String prefix = "." + place.getFileName() + ".";
    deleteLeftovers(folder, prefix);
    Path path = folder.resolve(prefix + UUID.randomUUID() + SUFFIX);
    return new Staging(place, path, FileGuard.hold(lock(path)));
  }

  /** The lock of what is being made; its name does not end as that of a leftover does. */
  private static Path lock(Path path) {
    return path.resolveSibling(path.getFileName() + ".lock");
  }

  /** Where to write. */
  public Path path() {
    return path;
  }

  /** Renames a whole file into its place, over what was there. */
  public void commitFile() throws IOException {
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Renames a whole folder into its place. Where another process was first, its folder stays. */
  public void commitFolder() throws IOException {
    commitFolder(target);
  }

  /** The same, to a place beside the target that was not known before. */
  void commitFolder(Path place) throws IOException {
    try {
      Files.move(path, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(place)) {
        throw e;
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      deleteAll(path);
    } finally {
      guard.close();
    }
  }

  /** Deletes what lies beside a target and nobody is at work on. */
  private static void deleteLeftovers(Path folder, String prefix) throws IOException {
    List<Path> leftovers = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (name.startsWith(prefix) && name.endsWith(SUFFIX)) {
          leftovers.add(entry);
        }
      }
    }
    for (Path leftover : leftovers) {
      Optional<FileGuard> free = FileGuard.tryHold(lock(leftover));
      if (free.isPresent()) {
        try {
          deleteAll(leftover);
        } finally {
          free.get().close();
        }
      }
    }
  }

  /** Deletes a file, or a folder with all that is in it. */
  public static void deleteAll(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
