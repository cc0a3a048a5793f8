package org.keyspike.datasets.fetch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.FileStamp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mark that an archive leaves in the folder it was unpacked to, so that an archive that nobody
 * has written to is not read again: where it lies, and its {@link FileStamp}.
 *
 * @param text of the mark
 */
record ArchiveMark(String text) {
  /** Its file in the folder. */
  static final String NAME = ".keyspike-archive";

  private static final Logger LOG = LoggerFactory.getLogger(ArchiveMark.class);
  private static final String FORM = "keyspike archive 1\nsize %d\nmodified %d\nchanged %d\n%s\n";

  /** An archive that was written a moment ago may be written again and look the same. */
  private static final long REST = TimeUnit.SECONDS.toNanos(2);

  /**
   * The mark of an archive as it is; empty if it was written just now.
   *
   * @param clock by which it was
   */
  static Optional<ArchiveMark> of(Path archive, Clock clock) throws IOException {
    Path place = archive.toRealPath();
    FileStamp stamp = FileStamp.of(place);
    long now = TimeUnit.MILLISECONDS.toNanos(clock.millis());
    return stamp.changed() + REST > now
        ? Optional.empty()
        : Optional.of(
            new ArchiveMark(
                String.format(FORM, stamp.size(), stamp.modified(), stamp.changed(), place)));
  }

  /** Whether it is in a folder. */
  boolean isIn(Path folder) throws IOException {
    Path mark = folder.resolve(NAME);
    return Files.isRegularFile(mark)
        && text.equals(new String(Files.readAllBytes(mark), StandardCharsets.UTF_8));
  }

  /** Leaves it in a folder; where that cannot be written the archive is read again next time. */
  void leaveIn(Path folder) {
    try {
      AtomicFiles.write(folder.resolve(NAME), text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.debug("{}: no mark left: {}", folder, e.getMessage());
    }
  }

  /** Folders of a cache whose name is one and a hash of an archive. */
  static List<Path> folders(Path cache, String name, int digits) throws IOException {
    List<Path> folders = new ArrayList<>();
    if (Files.isDirectory(cache)) {
      DirectoryStream.Filter<Path> named =
          entry -> {
            String found = entry.getFileName().toString();
            return found.startsWith(name + "-")
                && found.substring(name.length() + 1).matches("\\p{XDigit}{" + digits + "}");
          };
      try (DirectoryStream<Path> found = Files.newDirectoryStream(cache, named)) {
        found.forEach(folders::add);
      }
    }
    return folders;
  }
}
