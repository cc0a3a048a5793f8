package org.keyspike.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hashes of files, which are looked up where a {@link CachedFolder} holds them and read from the
 * file elsewhere. For any number of threads.
 *
 * <p>A hash that was looked up is that of the bytes which were written; a disk that has lost some
 * since then is not noticed by it. Whoever reads the file looks whether its bytes {@linkplain
 * FileHash#matches match}, and {@linkplain #forget forgets} the hash if not.
 */
public final class KnownHashes {
  private final Map<Path, Optional<Known>> folders = new ConcurrentHashMap<>();

  /** The hashes in a folder. */
  private record Known(Path folder, FolderHashes hashes) {}

  /**
   * The hash of a file.
   *
   * @throws InputException if it is a pipe or a device
   * @throws IOException if it cannot be read
   */
  public FileHash of(Path file) throws IOException {
    Optional<FileHash> known = known(file);
    return known.isPresent() ? known.get() : FileHash.of(file);
  }

  /** The hash of a file, if it is known without reading it. */
  public Optional<FileHash> known(Path file) throws IOException {
    Path place = file.toAbsolutePath().normalize();
    Optional<Known> above = above(place.getParent());
    if (above.isEmpty() || !Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    String path = above.get().folder().relativize(place).toString();
    return above.get().hashes().of(path, FileStamp.of(place));
  }

  /** Forgets what is known in the folder that a file is in, so that it is looked at anew. */
  public void forget(Path file) throws IOException {
    Optional<Known> above = above(file.toAbsolutePath().normalize().getParent());
    if (above.isPresent()) {
      FolderHashes.forget(above.get().folder());
    }
    folders.clear();
  }

  private Optional<Known> above(Path folder) throws IOException {
    if (folder == null) {
      return Optional.empty();
    }
    Optional<Known> found = folders.get(folder);
    if (found == null) {
      found =
          Files.isRegularFile(folder.resolve(FolderHashes.NAME))
              ? Optional.of(new Known(folder, FolderHashes.in(folder)))
              : above(folder.getParent());
      folders.put(folder, found);
    }
    return found;
  }
}
