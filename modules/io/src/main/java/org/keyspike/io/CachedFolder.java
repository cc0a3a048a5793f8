package org.keyspike.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A folder of a cache: made once, and used only when it is whole. Whole means that its manifest is
 * there and agrees with what lies in it; that a folder of this name exists means nothing. Processes
 * that want the same folder at once wait for the one that makes it.
 *
 * <p>Files that nobody has written to, by their sizes and times, are not read to find that out. So
 * bytes that a disk loses by itself are noticed not here but where they are read, by {@link
 * KnownHashes}.
 */
public final class CachedFolder {
  private CachedFolder() {}

  /** What fills a folder that exists and is empty. */
  @FunctionalInterface
  public interface Maker {
    void fill(Path folder) throws IOException;
  }

  /** What fills a folder whose name follows from what it is filled with. */
  @FunctionalInterface
  public interface NamingMaker {
    /**
     * @param written takes hashes of files by their paths, so that they need not be read again
     * @return the folder's name
     */
    String fill(Path folder, Map<Path, FileHash> written) throws IOException;
  }

  /** Whether a folder is there and whole. */
  public static boolean isWhole(Path folder) throws IOException {
    return FolderManifest.holds(folder);
  }

  /**
   * The folder, made if it is not there whole. What stands in its place and is not whole is
   * replaced.
   *
   * @param folder in a cache, whose other folders are made if needed
   * @param maker makes it, with the same content each time
   * @throws IOException from the maker or the file system; nothing is left then
   */
  public static Path openOrMake(Path folder, Maker maker) throws IOException {
    if (FolderManifest.holds(folder)) {
      return folder;
    }
    FileGuard guard = guard(folder);
    try {
      if (!FolderManifest.holds(folder)) {
        NamingMaker named =
            (empty, written) -> {
              maker.fill(empty);
              return folder.getFileName().toString();
            };
        make(folder, named, CachedFolder::commit);
      }
    } finally {
      guard.close();
    }
    return folder;
  }

  /**
   * A folder that is named when it is full. Where one of its name is there whole already, that one
   * stays.
   *
   * @param beside a name in the cache, which stands for the folder until it has its own
   * @throws IOException from the maker or the file system; nothing is left then
   */
  public static Path make(Path beside, NamingMaker maker) throws IOException {
    Commit guarded =
        (staging, folder) -> {
          FileGuard guard = guard(folder);
          try {
            commit(staging, folder);
          } finally {
            guard.close();
          }
        };
    return make(beside, maker, guarded);
  }

  /** How a whole folder gets its name. */
  private interface Commit {
    void commit(Staging staging, Path folder) throws IOException;
  }

  private static Path make(Path beside, NamingMaker maker, Commit commit) throws IOException {
    Path folder;
    FolderManifest made;
    try (Staging staging = Staging.beside(beside)) {
      Files.createDirectory(staging.path());
      Map<Path, FileHash> written = new HashMap<>();
      folder = beside.resolveSibling(maker.fill(staging.path(), written));
      made = FolderManifest.write(staging.path(), written);
      commit.commit(staging, folder);
    } catch (IOException e) {
      throw FileProblem.of(beside, e);
    }
    // It holds the hashes of what was written: whose manifest is there says whose files are.
    if (!made.isIn(folder)) {
      throw new IOException(folder + ": something else is writing there");
    }
    return folder;
  }

  private static void commit(Staging staging, Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !FolderManifest.holds(folder)) {
      Staging.deleteAll(folder);
    }
    staging.commitFolder(folder);
  }

  private static FileGuard guard(Path folder) throws IOException {
    Path place = folder.toAbsolutePath();
    Files.createDirectories(place.getParent());
    return FileGuard.hold(place.resolveSibling("." + place.getFileName() + ".lock"));
  }
}
