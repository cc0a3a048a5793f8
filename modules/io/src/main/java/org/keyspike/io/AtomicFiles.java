package org.keyspike.io;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Files that are there whole or not at all: written beside, synced, then renamed. */
public final class AtomicFiles {
  private AtomicFiles() {}

  /** What fills a file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file, creating its folder. If anything fails the old file, if any, stays as it was.
   *
   * @throws IOException from the content or the file system
   */
  public static void write(Path file, Content content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    // Not createTempFile: that would make files only their owner can read.
    Path beside = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      try (FileOutputStream raw = new FileOutputStream(beside.toFile())) {
        OutputStream out = new BufferedOutputStream(raw, 1 << 16);
        content.writeTo(out);
        out.flush();
        raw.getFD().sync();
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw FileProblem.of(file, e);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** Writes bytes. */
  public static void write(Path file, byte[] content) throws IOException {
    write(file, out -> out.write(content));
  }
}
