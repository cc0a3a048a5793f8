package org.keyspike.io;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file or folder that is made beside its place and renamed into it when whole. Closed before
 * that, it is deleted; what a killed process left is deleted when the same thing is made next.
 */
public final class Staging implements AutoCloseable {
  private static final AtomicLong COUNT = new AtomicLong();
  private static final String SUFFIX = ".part";

  private final Path target;
  private final Path path;

  private Staging(Path target, Path path) {
    this.target = target;
    this.path = path;
  }

  /** A name beside a target, in a folder that is made if needed. Nothing is there yet. */
  public static Staging beside(Path target) throws IOException {
    Path place = target.toAbsolutePath();
    Path folder = place.getParent();
    Files.createDirectories(folder);
    String prefix = "." + place.getFileName() + ".";
    deleteLeftovers(folder, prefix);
    long process = ProcessHandle.current().pid();
    Path path = folder.resolve(prefix + process + "." + COUNT.getAndIncrement() + SUFFIX);
    deleteAll(path);
    return new Staging(place, path);
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
    try {
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(target)) {
        throw e;
      }
    }
  }

  @Override
  public void close() throws IOException {
    deleteAll(path);
  }

  private static void deleteLeftovers(Path folder, String prefix) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (name.startsWith(prefix) && name.endsWith(SUFFIX)) {
          String process = name.substring(prefix.length(), name.indexOf('.', prefix.length()));
          if (process.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(process)).isEmpty()) {
            deleteAll(entry);
          }
        }
      }
    }
  }

  private static void deleteAll(Path path) throws IOException {
    if (!Files.exists(path)) {
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
